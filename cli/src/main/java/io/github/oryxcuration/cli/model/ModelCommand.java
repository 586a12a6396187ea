package io.github.oryxcuration.cli.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with a model. */
@Command(
    name = "model",
    description = "Asks, describes, measures and makes Oryx models.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AskCommand.class, InfoCommand.class, BenchCommand.class, MakeTinyCommand.class})
public final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "No command is given: ask, info, bench or make-tiny.");
  }
}
