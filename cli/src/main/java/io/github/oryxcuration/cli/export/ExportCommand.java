package io.github.oryxcuration.cli.export;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.finished.SetFolder;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.mixture.export.OryxExport;
import io.github.oryxcuration.mixture.export.VideoForm;
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

/** Writes a finished set in the form that a trainer reads. */
@Command(
    name = "export",
    description = {
      "Write a finished set as the stock Oryx trainer reads it.",
      "",
      "Gives data.json for --data_path and patch files for --data_folder."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  /** Trainers whose form is known. */
  enum Target {
    ORYX
  }

  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private String folder;

  @Option(
      names = "--to",
      defaultValue = "oryx",
      description = "Whose form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Target target;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to; new or empty.")
  private String out;

  @Option(
      names = "--video",
      defaultValue = "file",
      description =
          "Videos as a clip each, which the released trainer reads, or in patches:"
              + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private VideoForm video;

  @Option(
      names = "--video-root",
      paramLabel = "PATH",
      description = "What stands before the names of clips (default: --out, absolute).")
  private @Nullable String videoRoot;

  @Option(
      names = "--patch-bytes",
      paramLabel = "N",
      defaultValue = "8000000000",
      description = "Size at which a patch file ends (default: ${DEFAULT-VALUE}).")
  private long patchBytes;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String set = SetFolder.finished(folder);
    if (patchBytes < 1) {
      throw new UsageException("--patch-bytes must be at least 1, but was " + patchBytes);
    }
    String to = TypedPath.absolute(out);
    OryxExport.Spec how =
        new OryxExport.Spec(video, videoRoot == null ? to : videoRoot, patchBytes);
    OryxExport.Result result;
    try {
      Progress progress = Reporting.of(options, spec.commandLine().getErr());
      result =
          switch (target) {
            case ORYX -> OryxExport.write(set, to, how, progress);
          };
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() == null ? to : e.getMessage());
    }
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(Json.writePretty(result));
    } else {
      screen.printf(
          "%d samples, %d patch files, %d clips, %d long videos shared%n",
          result.samples(), result.patches().size(), result.clips(), result.shared());
      screen.printf("--data_path %s/%s --data_folder %s%n", to, OryxExport.DATA, to);
    }
    screen.flush();
    return ExitCode.DONE;
  }
}
