package io.github.oryxcuration.cli.inspect;

/** Numbers for people. */
final class Rounded {
  private Rounded() {}

  /** Three decimals. */
  static double of(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
