package io.github.oryxcuration.cli.niah;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The needle-in-a-haystack test. */
@Command(
    name = "niah",
    description =
        "The needle test: build an evaluation set (niah build), score answers (niah eval).",
    subcommands = {NiahBuildCommand.class, NiahEvalCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(build | eval)",
    sortOptions = false)
public final class NiahCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say niah build or niah eval.");
  }
}
