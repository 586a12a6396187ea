package io.github.oryxcuration.mixture.consistency;

/**
 * What is known of a probability from trials: the exact interval of Clopper and Pearson (Biometrika
 * 1934), which covers the truth at least as often as it says, whatever the truth is.
 */
public final class Binomial {
  private static final int HALVINGS = 60;

  private Binomial() {}

  /** Bounds of a probability. */
  public record Interval(double low, double high) {}

  /**
   * The interval after so many successes.
   *
   * @param confidence in (0, 1), e.g. 0.95
   */
  public static Interval interval(int successes, int trials, double confidence) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes must be within 0 to trials, and these at least 1, but were "
              + successes
              + " and "
              + trials);
    }
    double tail = (1 - confidence) / 2;
    double low = successes == 0 ? 0 : solve(p -> atLeast(successes, trials, p) < tail);
    double high =
        successes == trials ? 1 : solve(p -> 1 - atLeast(successes + 1, trials, p) >= tail);
    return new Interval(low, high);
  }

  private interface Below {
    boolean test(double p);
  }

  /** Where a condition that holds from 0 on ceases to hold. */
  private static double solve(Below below) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (below.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The probability of at least so many successes. */
  public static double atLeast(int successes, int trials, double p) {
    double sum = 0;
    for (int i = successes; i <= trials; i++) {
      sum += Math.exp(logChoose(trials, i) + log(p, i) + log(1 - p, trials - i));
    }
    return Math.min(1, sum);
  }

  private static double log(double p, int times) {
    return times == 0 ? 0 : times * Math.log(p);
  }

  private static double logChoose(int n, int k) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    return log;
  }
}
