package io.github.oryxcuration.mixture.mix;

import java.util.Arrays;

/**
 * Divides a whole number by weights so that the parts are whole and sum to it: each gets its floor,
 * and what is left goes one by one to the largest remainders (Hamilton's method), earlier parts
 * first among equals.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  static long[] divide(long total, double[] weights) {
    double sum = Arrays.stream(weights).sum();
    long[] parts = new long[weights.length];
    if (!(sum > 0) || total <= 0) {
      return parts;
    }
    double[] remainders = new double[weights.length];
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      double exact = total * (weights[i] / sum);
      parts[i] = (long) Math.floor(exact);
      remainders[i] = exact - parts[i];
      given += parts[i];
    }
    Integer[] order = new Integer[weights.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(remainders[b], remainders[a]));
    for (int i = 0; given < total; i = (i + 1) % order.length) {
      if (weights[order[i]] > 0) {
        parts[order[i]]++;
        given++;
      }
    }
    return parts;
  }
}
