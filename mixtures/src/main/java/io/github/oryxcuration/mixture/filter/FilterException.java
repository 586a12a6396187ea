package io.github.oryxcuration.mixture.filter;

/** What was asked for cannot be done with this set; the message says why, and what can. */
public final class FilterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FilterException(String message) {
    super(message);
  }
}
