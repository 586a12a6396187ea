package io.github.oryxcuration.mixture.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many samples have which value of a score, in bins of two significant digits: enough to choose
 * a threshold by, and small whatever the set.
 *
 * @param all samples by the lower end of their bin
 * @param good of those that carry the score {@code label}, the ones whose label is at least 0.5
 * @param bad the other ones that carry it
 */
record ScoreCurve(Map<Double, Long> all, Map<Double, Long> good, Map<Double, Long> bad) {
  /** The score that says whether a sample is good, where people have looked. */
  static final String LABEL = "label";

  private static final double STEPS = 100;

  static ScoreCurve empty() {
    return new ScoreCurve(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  void add(double value, @Nullable Double label) {
    double bin = bin(value);
    all.merge(bin, 1L, Long::sum);
    if (label != null) {
      (label >= 0.5 ? good : bad).merge(bin, 1L, Long::sum);
    }
  }

  void add(ScoreCurve more) {
    more.all.forEach((bin, n) -> all.merge(bin, n, Long::sum));
    more.good.forEach((bin, n) -> good.merge(bin, n, Long::sum));
    more.bad.forEach((bin, n) -> bad.merge(bin, n, Long::sum));
  }

  /** Values up to 1 in steps of 0.01, larger ones rounded down to three digits. */
  private static double bin(double value) {
    double size = Math.abs(value);
    double step = size <= 1 ? 1 : Math.pow(10, Math.floor(Math.log10(size)));
    return Math.floor(value / step * STEPS + 1e-9) * step / STEPS;
  }

  /**
   * What a threshold would do.
   *
   * @param at the threshold: samples with at least this value are kept
   * @param kept share of the samples that have the score
   * @param precision share of good ones among the labelled that are kept, or null
   * @param recall share of the good ones that are kept, or null
   */
  record Point(double at, double kept, @Nullable Double precision, @Nullable Double recall) {}

  /** Up to {@code most} thresholds, from the lowest value up, evenly spread over the samples. */
  List<Point> points(int most) {
    long samples = all.values().stream().mapToLong(Long::longValue).sum();
    long allGood = good.values().stream().mapToLong(Long::longValue).sum();
    long allBad = bad.values().stream().mapToLong(Long::longValue).sum();
    List<Point> points = new ArrayList<>();
    long below = 0;
    long goodBelow = 0;
    long badBelow = 0;
    long next = 0;
    for (Map.Entry<Double, Long> bin : new TreeMap<>(all).entrySet()) {
      if (below >= next) {
        long keptGood = allGood - goodBelow;
        long labelled = keptGood + allBad - badBelow;
        points.add(
            new Point(
                bin.getKey(),
                (double) (samples - below) / samples,
                labelled == 0 ? null : Double.valueOf((double) keptGood / labelled),
                allGood == 0 ? null : Double.valueOf((double) keptGood / allGood)));
        next = below + Math.max(1, samples / most);
      }
      below += bin.getValue();
      goodBelow += good.getOrDefault(bin.getKey(), 0L);
      badBelow += bad.getOrDefault(bin.getKey(), 0L);
    }
    return points;
  }
}
