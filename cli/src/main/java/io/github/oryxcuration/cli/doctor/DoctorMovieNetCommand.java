package io.github.oryxcuration.cli.doctor;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.doctor.MovieNetDoctor;
import io.github.oryxcuration.needle.doctor.ReportText;
import io.github.oryxcuration.needle.film.MovieNetTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with a folder in MovieNet's layout, film by film. */
@Command(
    name = "movienet",
    description = {
      "Look through a MovieNet tree: missing or broken key frames, shots, annotations, subtitles.",
      "",
      "Exits 1 if a film cannot be used. A build meets the same films and leaves them out."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DoctorMovieNetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROOT", description = "The folder that holds list.v1.txt or 240P.")
  private String root;

  @Option(
      names = "--skip-list",
      paramLabel = "FILE",
      description = "Write the films that cannot be used, with reasons, as tab-separated lines.")
  private @Nullable String skipList;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MovieNetTree tree;
    try {
      tree = MovieNetTree.open(TypedPath.absolute(root));
    } catch (IOException e) {
      throw new UsageException(e.getMessage() == null ? root : e.getMessage());
    }
    MovieNetDoctor.Report report =
        MovieNetDoctor.examine(tree, Reporting.of(options, spec.commandLine().getErr()));
    if (skipList != null) {
      Storage.commitText(TypedPath.absolute(skipList), ReportText.skipList(report));
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(options.json() ? Json.writePretty(report) : ReportText.table(report));
    screen.flush();
    return report.skipList().isEmpty() ? ExitCode.DONE : ExitCode.FAILURES;
  }
}
