package io.github.oryxcuration.runtime.bench;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;

/**
 * What a device was measured to do.
 *
 * @param flops operations a second in products of large matrices, of the type asked for, by the
 *     same means as in the networks (on the CPU by oneDNN with a packed matrix, where the engine
 *     has it)
 * @param bytes a second that are read from memory
 */
public record MachineRates(double flops, double bytes) {
  private static final int RUNS = 5;
  private static final int CPU_SIDE = 2048;
  private static final int GPU_SIDE = 8192;

  /** Numbers of 4 bytes; more than any cache holds. */
  private static final int CPU_NUMBERS = 64 << 20;

  private static final int GPU_NUMBERS = 512 << 20;

  /** Measures; takes a few seconds. */
  public static MachineRates measure(Placement placement) {
    Script script =
        Script.of("rates", MachineRates.class, List.of("rates.py"))
            .with(WeightBinder.fragments(placement.canPack()));
    long side = placement.onCpu() ? CPU_SIDE : GPU_SIDE;
    long numbers = placement.onCpu() ? CPU_NUMBERS : GPU_NUMBERS;
    try (ScriptModule module = ScriptModule.compile(script)) {
      module.run("matrices", side, placement.type().code(), placement.device());
      double product = Median.seconds(RUNS, () -> module.run("product"));
      module.run("numbers", numbers, placement.device());
      double read = Median.seconds(RUNS, () -> module.run("read"));
      return new MachineRates(2.0 * side * side * side / product, Float.BYTES * numbers / read);
    }
  }
}
