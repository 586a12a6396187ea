package io.github.oryxcuration.cli;

import io.github.oryxcuration.cli.build.BuildCommand;
import io.github.oryxcuration.cli.build.PlanCommand;
import io.github.oryxcuration.cli.correspond.CorrespondCommand;
import io.github.oryxcuration.cli.demo.DemoCommand;
import io.github.oryxcuration.cli.doctor.DoctorCommand;
import io.github.oryxcuration.cli.export.ExportCommand;
import io.github.oryxcuration.cli.finished.ExplainCommand;
import io.github.oryxcuration.cli.finished.ReportCommand;
import io.github.oryxcuration.cli.finished.ValidateCommand;
import io.github.oryxcuration.cli.inspect.InspectCommand;
import io.github.oryxcuration.cli.model.ModelCommand;
import io.github.oryxcuration.cli.needles.NeedlesCommand;
import io.github.oryxcuration.cli.niah.NiahCommand;
import io.github.oryxcuration.cli.score.FilterCommand;
import io.github.oryxcuration.cli.score.MetricsCommand;
import io.github.oryxcuration.cli.score.ScoreCommand;
import io.github.oryxcuration.runtime.script.RunningCalls;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The oryx-curate command. Results go to stdout; progress, warnings and errors to stderr. Exit
 * codes are those of {@link ExitCode}.
 */
@Command(
    name = "oryx-curate",
    description = "Builds training sets for the Oryx multimodal model.",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BuildCommand.class,
      PlanCommand.class,
      CorrespondCommand.class,
      NeedlesCommand.class,
      NiahCommand.class,
      ExportCommand.class,
      ReportCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      DemoCommand.class,
      InspectCommand.class,
      ScoreCommand.class,
      FilterCommand.class,
      MetricsCommand.class,
      DoctorCommand.class,
      ModelCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:finished, with failures past the allowed share",
      "2:usage or recipe error",
      "3:environment: something the machine lacks",
    },
    footer = {
      "",
      "Environment:",
      "  JAVA_HOME          the JDK to run on, 17 or newer",
      "  ORYX_CURATE_OPTS   further JVM options, e.g. -Xmx4g",
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the JVM, which runners of Beam may have left threads in. */
  public static void main(String[] args) {
    RunningCalls.endAfterThem();
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @return an {@link ExitCode}
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = new CommandLine(new Main());
    command
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(ErrorReport::usage)
        .setExecutionExceptionHandler(ErrorReport::failure);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return ErrorReport.fatal(e, command);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command is given.");
  }

  private static PrintWriter writer(java.io.OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
