package io.github.oryxcuration.mixture.metrics;

/** Files that cannot be scored; the message lists everything that is wrong with them. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }
}
