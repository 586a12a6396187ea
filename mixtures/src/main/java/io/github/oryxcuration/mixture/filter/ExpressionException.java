package io.github.oryxcuration.mixture.filter;

/** An expression that cannot be read; the message shows where, and what is allowed there. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param at 0-based place in the text
   */
  ExpressionException(String text, int at, String message) {
    super(message + "\n  " + text.replace('\n', ' ') + "\n  " + " ".repeat(at) + "^");
  }
}
