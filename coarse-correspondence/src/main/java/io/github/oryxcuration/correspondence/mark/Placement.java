package io.github.oryxcuration.correspondence.mark;

import java.util.Locale;

/** Where marks stand. */
public enum Placement {
  /** At the mean of the object's pixels, as in the paper, also where that is not on the object. */
  PAPER,
  /**
   * At the innermost point of the object's largest part, whole within the picture, not on another
   * mark; an object without such a point gets no mark in that view.
   */
  ROBUST;

  public static Placement of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
