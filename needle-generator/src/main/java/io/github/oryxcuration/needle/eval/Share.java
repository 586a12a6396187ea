package io.github.oryxcuration.needle.eval;

/**
 * How many of some questions were answered rightly, with the interval that holds the true share
 * with a probability of 95 % (Wilson, 1927).
 *
 * @param right of {@code asked}
 */
public record Share(int right, int asked) {
  private static final double Z = 1.959964;

  public Share {
    if (right < 0 || right > asked) {
      throw new IllegalArgumentException("right must be in [0, " + asked + "], but was " + right);
    }
  }

  Share and(boolean isRight) {
    return new Share(right + (isRight ? 1 : 0), asked + 1);
  }

  /** 0 to 1; 0 where nothing was asked. */
  public double value() {
    return asked == 0 ? 0 : (double) right / asked;
  }

  public double low() {
    return asked == 0 ? 0 : Math.max(0, middle() - reach());
  }

  public double high() {
    return asked == 0 ? 1 : Math.min(1, middle() + reach());
  }

  private double middle() {
    return (value() + Z * Z / (2 * asked)) / (1 + Z * Z / asked);
  }

  private double reach() {
    double p = value();
    return Z * Math.sqrt(p * (1 - p) / asked + Z * Z / (4.0 * asked * asked)) / (1 + Z * Z / asked);
  }
}
