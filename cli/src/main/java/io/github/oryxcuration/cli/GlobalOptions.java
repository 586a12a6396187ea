package io.github.oryxcuration.cli;

import io.github.oryxcuration.core.recipe.Secrets;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class GlobalOptions {
  static final String STACKTRACE = "--stacktrace";

  @Option(
      names = "--json",
      description = "Print the result as JSON on stdout, and progress and errors as JSON lines.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no progress.")
  private boolean quiet;

  @Option(names = STACKTRACE, description = "Print where in the program an error arose.")
  private boolean stacktrace;

  private Secrets secrets = Secrets.NONE;

  /** Whether the result is for a machine. */
  public boolean json() {
    return json;
  }

  /** Whether progress is told to nobody. */
  public boolean quiet() {
    return quiet;
  }

  /** What no later message may hold. */
  public void hide(Secrets found) {
    secrets = found;
  }

  Secrets secrets() {
    return secrets;
  }

  boolean stacktrace() {
    return stacktrace;
  }
}
