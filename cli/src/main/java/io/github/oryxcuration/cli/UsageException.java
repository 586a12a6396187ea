package io.github.oryxcuration.cli;

/** The caller's mistake: told in one message, exit code {@link ExitCode#USAGE}. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, found versus allowed, and what to do
   */
  public UsageException(String message) {
    super(message);
  }
}
