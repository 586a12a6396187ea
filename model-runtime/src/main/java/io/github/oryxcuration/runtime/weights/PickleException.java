package io.github.oryxcuration.runtime.weights;

/** A pickle is not what describes tensors. */
final class PickleException extends Exception {
  private static final long serialVersionUID = 1L;

  PickleException(String message) {
    super(message);
  }

  PickleException(String message, Throwable cause) {
    super(message, cause);
  }
}
