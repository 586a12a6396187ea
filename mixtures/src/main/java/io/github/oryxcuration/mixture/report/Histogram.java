package io.github.oryxcuration.mixture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How whole numbers are spread.
 *
 * @param median the value that half of all reach at most
 * @param most95 the value that 95 % of all reach at most
 * @param bins ascending, without gaps; the last one takes a long tail whole
 */
record Histogram(
    long count, long min, long median, long most95, long max, double mean, List<Bin> bins) {
  private static final int BINS = 24;

  Histogram {
    bins = List.copyOf(bins);
  }

  /**
   * One bar.
   *
   * @param from the least value that it counts
   * @param to the greatest
   */
  record Bin(long from, long to, long count) {}

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Counts values one by one in bounded memory: exactly up to some thousands of distinct values,
   * then in steps of a power of two.
   */
  static final class Counter {
    private static final int DISTINCT = 4096;

    private TreeMap<Long, Long> counts = new TreeMap<>();
    private long step = 1;
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private double sum;

    /** {@code value} is at least 0. */
    void add(long value) {
      count++;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      counts.merge(value / step, 1L, Long::sum);
      while (counts.size() > DISTINCT) {
        coarsen();
      }
    }

    private void coarsen() {
      TreeMap<Long, Long> halved = new TreeMap<>();
      counts.forEach((value, n) -> halved.merge(value / 2, n, Long::sum));
      counts = halved;
      step *= 2;
    }

    Histogram histogram() {
      if (count == 0) {
        return new Histogram(0, 0, 0, 0, 0, 0, List.of());
      }
      long most95 = reachedBy(0.95);
      return new Histogram(count, min, reachedBy(0.5), most95, max, sum / count, bins(most95));
    }

    /** The value that so great a part of all reaches at most. */
    private long reachedBy(double part) {
      long wanted = (long) Math.ceil(part * count);
      long seen = 0;
      for (Map.Entry<Long, Long> entry : counts.entrySet()) {
        seen += entry.getValue();
        if (seen >= wanted) {
          return Math.max(min, Math.min(max, entry.getKey() * step));
        }
      }
      return max;
    }

    private List<Bin> bins(long most95) {
      // A long tail is one bar, lest the rest shrink to another.
      long shown = max - min > 3 * (most95 - min + 1) ? most95 + (most95 - min) / 2 + 1 : max;
      long width = width(shown - min + 1);
      long start = min / width * width;
      int last = (int) ((shown - start) / width);
      long[] bars = new long[last + 1];
      counts.forEach(
          (value, n) -> {
            long at = Math.max(min, Math.min(max, value * step));
            bars[(int) Math.min(last, (at - start) / width)] += n;
          });
      List<Bin> bins = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        long from = start + i * width;
        bins.add(new Bin(from, i == last ? Math.max(max, from) : from + width - 1, bars[i]));
      }
      return bins;
    }

    /** The least round width of which at most {@link #BINS} cover the span. */
    private long width(long span) {
      long width = step;
      if (step == 1) {
        int[] round = {1, 2, 5};
        for (int i = 0; width * (BINS - 1) < span; i++) {
          width = round[i % 3] * Math.round(Math.pow(10, Math.floorDiv(i, 3)));
        }
      } else {
        while (width * (BINS - 1) < span) {
          width *= 2;
        }
      }
      return width;
    }
  }
}
