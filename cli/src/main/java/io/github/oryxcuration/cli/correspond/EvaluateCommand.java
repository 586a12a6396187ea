package io.github.oryxcuration.cli.correspond;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.evaluate.MarkScores;
import io.github.oryxcuration.correspondence.evaluate.SetEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the marks of a built set. */
@Command(
    name = "evaluate",
    description = "Compares the marks of a built set with the annotations of its scans.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private String folder;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "ROOT",
      description = "The ScanNet root: 2-D instance maps where there are any, else the mesh.")
  private String truth;

  @Option(
      names = "--min-area",
      paramLabel = "PERCENT",
      defaultValue = "0.5",
      description = "Of a view, to count as visible (default: ${DEFAULT-VALUE}).")
  private double leastArea;

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "OBJECT",
      description = "objectIds whose annotation is known to be poor; they count neither way.")
  private Set<Integer> ignored = new HashSet<>();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The page with table and pictures (default: marks.html in the set's folder).")
  private @Nullable String report;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String set = TypedPath.absolute(folder);
    if (!Manifest.exists(set)) {
      throw new UsageException(set + " holds no finished set (it has no manifest.json).");
    }
    Set<Integer> instances = new HashSet<>();
    ignored.forEach(object -> instances.add(object + 1));
    SetEvaluation evaluation =
        SetEvaluation.of(set, TypedPath.absolute(truth), leastArea / 100, instances);
    SetEvaluation.Result result = evaluation.result();
    String page = report == null ? Storage.child(set, "marks.html") : TypedPath.absolute(report);
    Storage.commitText(page, evaluation.page(Storage.name(set)));
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(Json.writePretty(result));
    } else {
      screen.printf(
          "%-16s %6s %9s %7s %11s %9s %8s %9s %6s %6s %6s%n",
          "scan",
          "marks",
          "precision",
          "recall",
          "consistency",
          "ids/inst.",
          "coverage",
          "in 2+",
          "twice",
          "IDF1",
          "HOTA");
      result.scenes().forEach((scan, scores) -> print(scan, scores, screen));
      result.skipped().forEach((scan, why) -> screen.printf("%-16s not compared: %s%n", scan, why));
      print("all", result.all(), screen);
      screen.println("pictures: " + page);
    }
    screen.flush();
    return result.skipped().isEmpty() && !result.scenes().isEmpty()
        ? ExitCode.DONE
        : ExitCode.FAILURES;
  }

  private static void print(String scan, MarkScores scores, PrintWriter screen) {
    screen.print(
        String.format(
            java.util.Locale.ROOT,
            "%-16s %6d %9.3f %7.3f %11.3f %9.3f %8.3f %9.3f %6d %6.3f %6.3f%n",
            scan,
            scores.marks(),
            scores.precision(),
            scores.recall(),
            scores.consistency(),
            scores.fragmentation(),
            scores.coverage(),
            scores.crossView(),
            scores.twice(),
            scores.idf1(),
            scores.hota()));
  }
}
