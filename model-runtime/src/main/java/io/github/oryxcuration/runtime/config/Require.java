package io.github.oryxcuration.runtime.config;

/** Checks of record components, in one wording. */
final class Require {
  private Require() {}

  static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) { // also rejects NaN
      throw new IllegalArgumentException(name + " must be above 0 and finite, but was " + value);
    }
  }

  static void multiple(String name, int value, String divisorName, int divisor) {
    positive(name, value);
    positive(divisorName, divisor);
    if (value % divisor != 0) {
      throw new IllegalArgumentException(
          name + " (" + value + ") must be a multiple of " + divisorName + " (" + divisor + ")");
    }
  }
}
