package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.runtime.device.Devices;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.model.ModelSpec;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a model is run. */
public final class ComputeOptions {
  @Option(
      names = "--dtype",
      defaultValue = "auto",
      paramLabel = "TYPE",
      description =
          "What is computed in: auto (bf16 on GPUs and on CPUs that have it, else fp32), fp32,"
              + " bf16, fp16 (default: ${DEFAULT-VALUE}).")
  private String dtype;

  @Option(
      names = "--devices",
      defaultValue = Devices.AUTO,
      paramLabel = "LIST",
      description =
          "auto, cpu, or GPUs such as 0 or 0,1; layers are spread over several (default:"
              + " ${DEFAULT-VALUE}).")
  private String devices;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads of one operation on the CPU (default: the engine's choice).")
  private int threads;

  /** A model of this folder, run so. */
  public ModelSpec spec(String folder) {
    return new ModelSpec(folder, precision(), devices());
  }

  /** Threads of one operation; 0 leaves the choice to the engine. */
  public int threads() {
    if (threads < 0) {
      throw new UsageException("--threads must be at least 0, but was " + threads);
    }
    return threads;
  }

  Precision precision() {
    return switch (dtype.toLowerCase(Locale.ROOT)) {
      case "auto" -> Precision.AUTO;
      case "fp32", "f32", "float32" -> Precision.F32;
      case "bf16", "bfloat16" -> Precision.BF16;
      case "fp16", "f16", "float16" -> Precision.F16;
      default ->
          throw new UsageException(
              "--dtype must be auto, fp32, bf16 or fp16, but was \"" + dtype + '"');
    };
  }

  List<String> devices() {
    return Devices.parse(devices);
  }
}
