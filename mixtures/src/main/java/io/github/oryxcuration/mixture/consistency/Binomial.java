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

  /**
   * The interval of the largest probability of many outcomes, the one that came up most often being
   * taken for it. That it was picked by the same trials makes it look too large: the chance that
   * any outcome comes up so often, none being likelier than p, is at most 1/p times that of one
   * with p (as it grows faster than p from the second time on), and the lower end goes by that. The
   * upper end is that of Clopper and Pearson: whatever is likeliest came up no more often than the
   * top.
   *
   * @param least how often the top came up at least
   * @param most how often at most: more where trials were left out and are not known
   * @param confidence in (0, 1)
   */
  public static Interval largest(int least, int most, int trials, double confidence) {
    double tail = (1 - confidence) / 2;
    double low = least < 2 ? 0 : solve(p -> p == 0 || atLeast(least, trials, p) / p < tail);
    return new Interval(low, interval(most, trials, confidence).high());
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
