package io.github.oryxcuration.mixture.score;

import java.io.IOException;

/** Scoring cannot go on; what was answered is kept. The message says what to do. */
public final class ScoringStoppedException extends IOException {
  private static final long serialVersionUID = 1L;

  ScoringStoppedException(String message) {
    super(message);
  }
}
