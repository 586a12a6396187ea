package io.github.oryxcuration.mixture.scored;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
public record ScoreCurve(Map<Double, Long> all, Map<Double, Long> good, Map<Double, Long> bad) {
  /** The score that says whether a sample is good, where people have looked. */
  public static final String LABEL = "label";

  private static final double STEPS = 100;
  private static final double ROUNDING = 1e-9;
  private static final double LONG_TAIL = 0.95;
  private static final int[] ROUND_WIDTHS = {1, 2, 5};

  /** Of no sample yet. */
  public static ScoreCurve empty() {
    return new ScoreCurve(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Whether people choose by a score; not by its bounds, nor by what is no measure of quality. */
  public static boolean isChoice(String name) {
    return !name.equals(LABEL)
        && !name.equals("batch_split")
        && !name.equals("special_tokens")
        && !name.endsWith("_low")
        && !name.endsWith("_high");
  }

  /** Counts a sample. */
  public void add(double value, @Nullable Double label) {
    double bin = bin(value);
    all.merge(bin, 1L, Long::sum);
    if (label != null) {
      (label >= 0.5 ? good : bad).merge(bin, 1L, Long::sum);
    }
  }

  /** Counts what another one has counted. */
  public void add(ScoreCurve more) {
    more.all.forEach((bin, n) -> all.merge(bin, n, Long::sum));
    more.good.forEach((bin, n) -> good.merge(bin, n, Long::sum));
    more.bad.forEach((bin, n) -> bad.merge(bin, n, Long::sum));
  }

  /** Values up to 1 in steps of 0.01, larger ones rounded down to three digits. */
  private static double bin(double value) {
    double size = Math.abs(value);
    double step = size <= 1 ? 1 : Math.pow(10, Math.floor(Math.log10(size)));
    return Math.floor(value / step * STEPS + ROUNDING) * step / STEPS;
  }

  /** Samples that have the score. */
  public long samples() {
    return sum(all);
  }

  /** Whether some of them carry a label. */
  public boolean isLabelled() {
    return !good.isEmpty() || !bad.isEmpty();
  }

  private static long sum(Map<Double, Long> bins) {
    return bins.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether all samples that have the score have the same value of it, or one very near it. */
  public boolean isConstant() {
    return all.size() < 2;
  }

  /** Which side of a threshold is kept. */
  public enum Side {
    FROM(">="),
    BELOW("<");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }

    /**
     * The side that people want of a score. Low ones are good where they tell disagreement or
     * surprise, or that a question is answered without what it should need.
     */
    public static Side of(String score) {
      boolean needless =
          (score.startsWith("blind_") || score.startsWith("unmarked_"))
              && !score.endsWith("perplexity");
      return needless || score.equals("perplexity") || score.equals("entropy") ? BELOW : FROM;
    }

    private long count(Map<Double, Long> bins, double threshold) {
      double edge = threshold - ROUNDING * Math.max(1, Math.abs(threshold));
      return bins.entrySet().stream()
          .filter(bin -> (bin.getKey() >= edge) == (this == FROM))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * What a threshold would do.
   *
   * @param sign of the condition, {@code >=} or {@code <}
   * @param kept share of the samples that have the score
   * @param precision share of good ones among the labelled that are kept, or null
   * @param recall share of the good ones that are kept, or null
   */
  public record Point(
      String sign, double at, double kept, @Nullable Double precision, @Nullable Double recall) {
    /** As an expression takes it. */
    public String condition(String score) {
      return score + " " + sign + " " + number(at);
    }
  }

  /** What one threshold would do; there must be samples. */
  public Point at(double threshold, Side side) {
    long keptGood = side.count(good, threshold);
    long labelled = keptGood + side.count(bad, threshold);
    long allGood = sum(good);
    return new Point(
        side.sign,
        threshold,
        (double) side.count(all, threshold) / samples(),
        labelled == 0 ? null : Double.valueOf((double) keptGood / labelled),
        allGood == 0 ? null : Double.valueOf((double) keptGood / allGood));
  }

  /**
   * Up to {@code most} thresholds or a few more, from the lowest value up, evenly spread over the
   * samples; none that keeps nothing.
   */
  public List<Point> points(int most, Side side) {
    long samples = samples();
    List<Point> points = new ArrayList<>();
    long below = 0;
    long next = side == Side.FROM ? 0 : 1;
    for (Map.Entry<Double, Long> bin : new TreeMap<>(all).entrySet()) {
      if (below >= next) {
        points.add(at(bin.getKey(), side));
        next = below + Math.max(1, samples / most);
      }
      below += bin.getValue();
    }
    return points;
  }

  /** A value or threshold as an expression takes it: three significant digits at most. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.2f" : "%.0f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /**
   * A bar of a histogram.
   *
   * @param from the least value that it counts
   * @param to where the next one begins; of the last one, which takes a long tail whole, the
   *     greatest value
   */
  public record Bar(double from, double to, long count) {}

  /** At most {@code most} bars of one round width, ascending, without gaps. */
  public List<Bar> bars(int most) {
    if (all.isEmpty()) {
      return List.of();
    }
    TreeMap<Double, Long> sorted = new TreeMap<>(all);
    double low = sorted.firstKey();
    double high = sorted.lastKey();
    if (low == high) {
      return List.of(new Bar(low, low, sorted.firstEntry().getValue()));
    }
    double body = reachedBy(sorted, LONG_TAIL);
    double shown = high - low > 3 * (body - low) && body > low ? body + (body - low) / 2 : high;
    double width = roundWidth(shown - low, most);
    double start = Math.floor(low / width + ROUNDING) * width;
    int last = (int) ((shown - start) / width + ROUNDING);
    long[] counts = new long[last + 1];
    sorted.forEach(
        (value, n) -> counts[(int) Math.min(last, (value - start) / width + ROUNDING)] += n);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      double from = start + i * width;
      bars.add(new Bar(from, i == last ? Math.max(high, from) : from + width, counts[i]));
    }
    return List.copyOf(bars);
  }

  private double reachedBy(TreeMap<Double, Long> sorted, double part) {
    long wanted = (long) Math.ceil(part * samples());
    long seen = 0;
    for (Map.Entry<Double, Long> bin : sorted.entrySet()) {
      seen += bin.getValue();
      if (seen >= wanted) {
        return bin.getKey();
      }
    }
    return sorted.lastKey();
  }

  private static double roundWidth(double span, int most) {
    double least = span / (most - 1);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int width : ROUND_WIDTHS) {
      if (width * power >= least) {
        return width * power;
      }
    }
    return 10 * power;
  }
}
