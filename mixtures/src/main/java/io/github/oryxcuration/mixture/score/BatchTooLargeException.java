package io.github.oryxcuration.mixture.score;

import java.io.IOException;

/** A batch cannot be run as a whole, most often for want of memory: it is split and tried again. */
public final class BatchTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** {@code message} says what was wanted and what there is. */
  public BatchTooLargeException(String message) {
    super(message);
  }
}
