package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.bench.MachineRates;
import io.github.oryxcuration.runtime.model.ModelBench;
import io.github.oryxcuration.runtime.model.ModelBench.Timed;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.weights.Placement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model. */
@Command(
    name = "bench",
    description =
        "Measures vision tower, prefill and decoding of a model, and what share of the machine's"
            + " own speed that is.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--sides",
      defaultValue = "448",
      split = ",",
      paramLabel = "PIXELS",
      description = "Sides of the pictures to encode (default: ${DEFAULT-VALUE}).")
  private List<Integer> sides;

  @Option(
      names = "--prompt",
      defaultValue = "512",
      paramLabel = "N",
      description = "Tokens of the prompt (default: ${DEFAULT-VALUE}).")
  private int prompt;

  @Option(
      names = "--rows",
      defaultValue = "1,8",
      split = ",",
      paramLabel = "N",
      description = "Answers decoded together (default: ${DEFAULT-VALUE}).")
  private List<Integer> rows;

  @Option(
      names = "--runs",
      defaultValue = "5",
      paramLabel = "N",
      description = "Runs, of which the median is told (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  /** One line of the result. */
  private record Line(
      String what,
      double seconds,
      double perSecond,
      String unit,
      double matrixShare,
      double memoryShare) {

    static Line of(String what, double units, String unit, Timed timed, MachineRates rates) {
      return new Line(
          what,
          timed.seconds(),
          units / timed.seconds(),
          unit,
          timed.flopsPerSecond() / rates.flops(),
          timed.bytesPerSecond() / rates.bytes());
    }
  }

  @Override
  public Integer call() {
    checkPositive("--sides", sides);
    checkPositive("--prompt", List.of(prompt));
    checkPositive("--rows", rows);
    checkPositive("--runs", List.of(runs));
    try (OryxModel loaded = model.load()) {
      checkPositions(loaded);
      MachineRates rates =
          MachineRates.measure(
              new Placement(loaded.type(), loaded.plan().stages().get(0).device()));
      print(loaded, rates, lines(loaded.bench(runs), rates));
    }
    return ExitCode.DONE;
  }

  private void checkPositions(OryxModel loaded) {
    int most = loaded.config().decoder().maxPositions();
    if (prompt > most - ModelBench.STEPS) {
      throw new UsageException(
          "--prompt must be at most "
              + (most - ModelBench.STEPS)
              + ", which the model has positions for, but was "
              + prompt);
    }
  }

  private static void checkPositive(String option, List<Integer> numbers) {
    if (numbers.stream().anyMatch(number -> number < 1)) {
      throw new UsageException(option + " must be at least 1, but was " + numbers);
    }
  }

  private List<Line> lines(ModelBench bench, MachineRates rates) {
    List<Line> lines = new ArrayList<>();
    for (int side : sides) {
      String what = "vision tower, " + side + "x" + side;
      lines.add(Line.of(what, 1, "pictures/s", bench.vision(side), rates));
    }
    lines.add(Line.of("prefill of " + prompt, prompt, "tokens/s", bench.prefill(prompt), rates));
    for (int together : rows) {
      String what = "decoding " + together + " over " + prompt;
      lines.add(Line.of(what, together, "tokens/s", bench.decode(prompt, together), rates));
    }
    return lines;
  }

  private void print(OryxModel loaded, MachineRates rates, List<Line> lines) {
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("where", ModelOptions.where(loaded));
      json.put("flops_per_second", rates.flops());
      json.put("bytes_per_second", rates.bytes());
      json.put("measured", lines);
      screen.print(Json.writePretty(json));
    } else {
      screen.println(ModelOptions.where(loaded));
      screen.printf(
          Locale.ROOT,
          "this machine: %.2f TFLOP/s in %s, %.1f GB/s of memory%n",
          rates.flops() / 1e12,
          loaded.type().name().toLowerCase(Locale.ROOT),
          rates.bytes() / 1e9);
      for (Line line : lines) {
        screen.printf(
            Locale.ROOT,
            "%-26s %9.4f s %10.2f %-10s %4.0f %% of the matrix rate, %3.0f %% of the memory rate%n",
            line.what(),
            line.seconds(),
            line.perSecond(),
            line.unit(),
            100 * line.matrixShare(),
            100 * line.memoryShare());
      }
    }
    screen.flush();
  }
}
