package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.mixture.report.Reports;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the page, the numbers and the card of a finished set anew. */
@Command(
    name = "report",
    description = {
      "Writes report.html, report.json and README.md (the dataset card) of a finished build.",
      "",
      "The page is one file that needs no network: open it from disk."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "The output folder of a build, or a folder of scores.")
  private String folder;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    Progress progress = Reporting.of(options, spec.commandLine().getErr());
    String typed = TypedPath.absolute(folder);
    String page;
    if (ScoredSet.isScores(typed)) {
      Reports.write(ScoredSet.open(typed), progress);
      page = Reports.path(typed);
    } else {
      String set = SetFolder.finished(folder);
      Reports.write(set, progress);
      page = Reports.path(set);
    }
    screen.println(options.json() ? Json.write(Map.of("report", page)) : "Open " + page);
    return ExitCode.DONE;
  }
}
