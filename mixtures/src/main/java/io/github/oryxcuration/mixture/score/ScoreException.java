package io.github.oryxcuration.mixture.score;

/** What was asked for cannot be done here; the message says why, and what can. */
public final class ScoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScoreException(String message) {
    super(message);
  }
}
