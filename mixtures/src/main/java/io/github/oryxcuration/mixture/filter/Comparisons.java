package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.mixture.filter.Value.Range;
import io.github.oryxcuration.mixture.filter.Value.Text;
import io.github.oryxcuration.mixture.filter.Value.Truth;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Comparing and reckoning with values of which some are missing, or known within bounds alone. */
final class Comparisons {
  private Comparisons() {}

  /** Two values of one type. */
  static Truth compare(Value a, String sign, Value b) {
    if (a == Truth.MISSING || b == Truth.MISSING) {
      return Truth.MISSING;
    }
    if (a instanceof Range x && b instanceof Range y) {
      return switch (sign) {
        case "<" -> less(x, y);
        case ">" -> less(y, x);
        case "<=" -> less(y, x).not();
        case ">=" -> less(x, y).not();
        case "!=" -> equal(x, y).not();
        default -> equal(x, y);
      };
    }
    if (a == Truth.UNDECIDED || b == Truth.UNDECIDED) {
      return Truth.UNDECIDED;
    }
    return Truth.of(a.equals(b) != sign.equals("!="));
  }

  private static Truth less(Range a, Range b) {
    if (a.high() < b.low()) {
      return Truth.TRUE;
    }
    return a.low() >= b.high() ? Truth.FALSE : Truth.UNDECIDED;
  }

  private static Truth equal(Range a, Range b) {
    if (a.low() == a.high() && b.low() == b.high()) {
      return Truth.of(a.low() == b.low());
    }
    return a.high() < b.low() || b.high() < a.low() ? Truth.FALSE : Truth.UNDECIDED;
  }

  /** Whether a text holds another, upper and lower case alike. */
  static Truth contains(Value text, String part) {
    return text instanceof Text found
        ? Truth.of(found.text().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
        : Truth.MISSING;
  }

  /** Interval arithmetic; dividing by what may be 0 gives a missing value. */
  static Value arithmetic(Value a, String sign, Value b) {
    if (!(a instanceof Range x) || !(b instanceof Range y)) {
      return Truth.MISSING;
    }
    return switch (sign) {
      case "+" -> range(x.low() + y.low(), x.high() + y.high());
      case "-" -> range(x.low() - y.high(), x.high() - y.low());
      case "*" ->
          range(x.low() * y.low(), x.low() * y.high(), x.high() * y.low(), x.high() * y.high());
      default ->
          y.low() <= 0 && y.high() >= 0
              ? Truth.MISSING
              : range(
                  x.low() / y.low(), x.low() / y.high(), x.high() / y.low(), x.high() / y.high());
    };
  }

  private static Value range(double... ends) {
    double low = DoubleStream.of(ends).min().orElseThrow();
    double high = DoubleStream.of(ends).max().orElseThrow();
    return low <= high ? new Range(low, high) : Truth.MISSING;
  }
}
