package io.github.oryxcuration.mixture.filter;

import static java.util.Objects.requireNonNull;

/** What a part of an expression is for one sample. */
sealed interface Value {
  /**
   * A number that lies within bounds; both are equal where it is known.
   *
   * @param high at least {@code low}
   */
  record Range(double low, double high) implements Value {
    public Range {
      if (!(low <= high)) {
        throw new IllegalArgumentException(
            "low must not be above high, but were " + low + " and " + high);
      }
    }

    static Range of(double value) {
      return new Range(value, value);
    }
  }

  /** A text. */
  record Text(String text) implements Value {
    public Text {
      requireNonNull(text, "text");
    }
  }

  /** Whether something holds. */
  enum Truth implements Value {
    TRUE,
    FALSE,
    /** A column has no value for the sample. Also the value of such a column. */
    MISSING,
    /** The bounds of a score reach to both sides of the threshold. */
    UNDECIDED;

    static Truth of(boolean holds) {
      return holds ? TRUE : FALSE;
    }

    Truth not() {
      return this == TRUE ? FALSE : this == FALSE ? TRUE : this;
    }

    /** False where one is; else what is unknown of either, undecided before missing. */
    Truth and(Truth other) {
      if (this == FALSE || other == FALSE) {
        return FALSE;
      }
      return this == TRUE ? other : other == UNDECIDED ? other : this;
    }

    Truth or(Truth other) {
      return not().and(other.not()).not();
    }
  }
}
