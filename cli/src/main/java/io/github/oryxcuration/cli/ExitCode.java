package io.github.oryxcuration.cli;

/** What the command returns to the shell. */
public final class ExitCode {
  /** Done; losses, if any, are within the allowed share. */
  public static final int DONE = 0;

  /** Finished and usable, but with failures past the allowed share. */
  public static final int FAILURES = 1;

  /** The command line or the recipe is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** The machine lacks something: a file, disk space, memory, a native library. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
