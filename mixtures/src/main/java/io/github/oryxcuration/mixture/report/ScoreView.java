package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The threshold chooser: how each score is spread, and what thresholds of it would keep. */
record ScoreView(SortedMap<String, ScoreCurve> curves) {
  private static final int ROWS = 10;
  private static final int POINTS = 20;

  /** One score. */
  record Block(String name, String svg, String caption, boolean labelled, List<Row> rows) {}

  /** One threshold; precision and recall are empty where no sample carries a label. */
  record Row(String where, String kept, String precision, String recall) {}

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    curves.forEach(
        (name, curve) ->
            blocks.add(
                new Block(
                    name,
                    ScoreChart.of(curve, name),
                    caption(curve),
                    curve.isLabelled(),
                    curve.points(ROWS).stream().map(point -> row(name, point)).toList())));
    return blocks;
  }

  private static String caption(ScoreCurve curve) {
    String samples = View.counted(curve.samples(), "sample");
    long labelled =
        curve.good().values().stream().mapToLong(Long::longValue).sum()
            + curve.bad().values().stream().mapToLong(Long::longValue).sum();
    return labelled == 0 ? samples : samples + ", " + Numbers.whole(labelled) + " labelled";
  }

  private static Row row(String name, ScoreCurve.Point point) {
    return new Row(
        name + " >= " + number(point.at()),
        percent(point.kept()),
        percent(point.precision()),
        percent(point.recall()));
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** As an expression takes it: three significant digits at most. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.2f" : "%.0f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** The same as numbers. */
  static SortedMap<String, List<ScoreCurve.Point>> points(SortedMap<String, ScoreCurve> curves) {
    SortedMap<String, List<ScoreCurve.Point>> points = new TreeMap<>();
    curves.forEach((name, curve) -> points.put(name, curve.points(POINTS)));
    return points;
  }
}
