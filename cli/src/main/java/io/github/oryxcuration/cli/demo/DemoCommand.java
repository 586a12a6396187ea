package io.github.oryxcuration.cli.demo;

import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.build.BuildCommand;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes its own input and builds it as {@code build} does. */
@Command(
    name = "demo",
    description = {
      "Makes a small input (drawn pictures, clips, some faulty rows) and builds it.",
      "",
      "The input, with its recipe, is left in DIR/input to try things on; the set is in DIR/set."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "oryx-demo",
      description = "The folder to work in (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path folder = out.toAbsolutePath().normalize();
    Progress progress = Reporting.of(options, err);
    progress.stage("draw", 0);
    Path recipe = DemoInput.make(folder.resolve("input"));
    progress.done();
    progress.message("recipe: " + recipe);
    return BuildCommand.local(recipe, folder.resolve("set"), progress, options, screen, err);
  }
}
