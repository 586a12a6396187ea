package io.github.oryxcuration.mixture.report;

import com.samskivert.mustache.Escapers;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A score as inline SVG: bars for the samples of each span, and over them lines from 0 to 100 %:
 * what a threshold at that place keeps and, where samples are labelled, its precision and recall.
 */
final class ScoreChart {
  private static final int BARS = 40;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 160;
  private static final int TOP = 8;
  private static final int FLOOR = 134;

  private ScoreChart() {}

  static String of(ScoreCurve curve, String name) {
    List<ScoreCurve.Bar> bars = curve.bars(BARS);
    ScoreCurve.Side side = ScoreCurve.Side.of(name);
    double step = (double) WIDTH / bars.size();
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"score\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH,
            HEIGHT,
            Escapers.HTML.escape(name + ": samples by value, and what thresholds keep")));
    bars(svg, name, curve, bars, step);
    line(svg, "kept", curve, side, bars, step, ScoreCurve.Point::kept);
    line(svg, "precision", curve, side, bars, step, ScoreCurve.Point::precision);
    line(svg, "recall", curve, side, bars, step, ScoreCurve.Point::recall);
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"0\" y1=\"%1$d\" x2=\"%2$d\" y2=\"%1$d\"/>",
            FLOOR,
            WIDTH));
    tick(svg, 0, "start", bars.get(0).from());
    if (bars.size() > 1) {
      int middle = bars.size() / 2;
      tick(svg, step * middle, "middle", bars.get(middle).from());
      tick(svg, WIDTH, "end", bars.get(bars.size() - 1).to());
    }
    return svg.append("</svg>").toString();
  }

  private static void bars(
      StringBuilder svg, String name, ScoreCurve curve, List<ScoreCurve.Bar> bars, double step) {
    long highest = bars.stream().mapToLong(ScoreCurve.Bar::count).max().orElse(1);
    for (int i = 0; i < bars.size(); i++) {
      ScoreCurve.Bar bar = bars.get(i);
      ScoreCurve.Point threshold = curve.at(bar.from(), ScoreCurve.Side.of(name));
      double height =
          bar.count() == 0 ? 0 : Math.max(1.5, (double) (FLOOR - TOP) * bar.count() / highest);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\">"
                  + "<title>%s to %s: %s; %s keeps %.1f %%</title></rect>",
              i * step + 0.5,
              FLOOR - height,
              Math.max(1, step - 1),
              height,
              ScoreCurve.number(bar.from()),
              ScoreCurve.number(bar.to()),
              View.counted(bar.count(), "sample"),
              threshold.condition(name),
              100 * threshold.kept()));
    }
  }

  /** A line through the lower ends of all bars; points that do not exist are left out. */
  private static void line(
      StringBuilder svg,
      String kind,
      ScoreCurve curve,
      ScoreCurve.Side side,
      List<ScoreCurve.Bar> bars,
      double step,
      Function<ScoreCurve.Point, @Nullable Double> share) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < bars.size(); i++) {
      Double value = share.apply(curve.at(bars.get(i).from(), side));
      if (value != null) {
        points.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", i * step, FLOOR - value * (FLOOR - TOP)));
      }
    }
    if (points.length() > 0) {
      svg.append("<polyline class=\"").append(kind).append("\" points=\"");
      svg.append(points.toString().strip()).append("\"/>");
    }
  }

  private static void tick(StringBuilder svg, double x, String anchor, double value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
            x,
            FLOOR + 16,
            anchor,
            ScoreCurve.number(value)));
  }
}
