package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The threshold chooser: how each score is spread, and what thresholds of it would keep.
 *
 * @param samples that were read, whether or not they have scores
 */
record ScoreView(SortedMap<String, ScoreCurve> curves, long samples) {
  private static final int ROWS = 10;
  private static final int POINTS = 20;

  /** One score. */
  record Block(String name, String svg, String caption, boolean labelled, List<Row> rows) {}

  /** One threshold; precision and recall are empty where no sample carries a label. */
  record Row(String where, String kept, String precision, String recall) {}

  /** A score that tells nothing apart. */
  record Constant(String name, String value, String samples) {}

  boolean isEmpty() {
    return curves.isEmpty();
  }

  /** Scores by which samples can be told apart. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          if (!curve.isConstant()) {
            blocks.add(
                new Block(
                    name,
                    ScoreChart.of(curve, name),
                    caption(curve),
                    curve.isLabelled(),
                    curve.points(ROWS, ScoreCurve.Side.of(name)).stream()
                        .map(point -> row(name, point))
                        .toList()));
          }
        });
    return blocks;
  }

  /** The others. */
  List<Constant> constants() {
    List<Constant> constants = new ArrayList<>();
    curves.forEach(
        (name, curve) ->
            curve.all().keySet().stream()
                .filter(value -> curve.isConstant())
                .forEach(
                    value ->
                        constants.add(
                            new Constant(name, ScoreCurve.number(value), having(curve)))));
    return constants;
  }

  private String caption(ScoreCurve curve) {
    long labelled =
        curve.good().values().stream().mapToLong(Long::longValue).sum()
            + curve.bad().values().stream().mapToLong(Long::longValue).sum();
    return labelled == 0
        ? having(curve)
        : having(curve) + ", " + Numbers.whole(labelled) + " labelled";
  }

  private String having(ScoreCurve curve) {
    return curve.samples() == samples
        ? "all " + View.counted(samples, "sample")
        : Numbers.whole(curve.samples()) + " of " + View.counted(samples, "sample");
  }

  private static Row row(String name, ScoreCurve.Point point) {
    return new Row(
        point.condition(name),
        percent(point.kept()),
        percent(point.precision()),
        percent(point.recall()));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The same as numbers. */
  static SortedMap<String, List<ScoreCurve.Point>> points(SortedMap<String, ScoreCurve> curves) {
    SortedMap<String, List<ScoreCurve.Point>> points = new TreeMap<>();
    curves.forEach(
        (name, curve) -> points.put(name, curve.points(POINTS, ScoreCurve.Side.of(name))));
    return points;
  }
}
