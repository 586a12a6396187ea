package io.github.oryxcuration.cli;

/** The machine lacks something: told in one message, exit code {@link ExitCode#ENVIRONMENT}. */
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing, and how to get it
   */
  public EnvironmentException(String message) {
    super(message);
  }

  /**
   * @param message what is missing, and how to get it
   */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
