package io.github.oryxcuration.mixture.build;

/** The output folder holds something that this build would destroy; a usage error. */
public final class OutputFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputFolderException(String message) {
    super(message);
  }
}
