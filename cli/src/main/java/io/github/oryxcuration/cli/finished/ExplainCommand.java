package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.mixture.explain.Explainer;
import io.github.oryxcuration.mixture.explain.Explanation;
import io.github.oryxcuration.mixture.explain.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the story of one row. */
@Command(
    name = "explain",
    description = {
      "Tells what became of a row: where it was read, what was decided, where it lies, or why not.",
      "",
      "Exits 1 if nothing is known of the id, or a sample made again differs."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The output folder of a build.")
  private String folder;

  @Parameters(
      index = "1",
      paramLabel = "ID",
      description = "The id of a sample or of a row in the ledger, or the row's own id.")
  private String id;

  @Option(
      names = "--recreate",
      description = "Make the sample again from the raw data and compare it to the byte.")
  private boolean recreate;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    Explanation explanation =
        Explainer.of(
            SetFolder.finished(folder),
            id,
            recreate,
            Reporting.of(options, spec.commandLine().getErr()));
    screen.print(options.json() ? Json.writePretty(explanation) : explanation.text());
    screen.flush();
    boolean same = explanation.stories().stream().allMatch(ExplainCommand::isSame);
    return explanation.found() && same ? ExitCode.DONE : ExitCode.FAILURES;
  }

  private static boolean isSame(Story story) {
    Story.Written written = story.written();
    return written == null || written.recreated() == null || written.recreated().identical();
  }
}
