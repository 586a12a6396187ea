package io.github.oryxcuration.needle.eval;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** The share of right answers by length and depth, as a picture. */
final class HeatMap {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 620;

  /** From none right to all right; told apart by those who see no red and green too. */
  private static final Color[] COLOURS = {
    new Color(0xe6550d),
    new Color(0xfdbe85),
    new Color(0xf7f7f7),
    new Color(0x9ecae1),
    new Color(0x4292c6)
  };

  private HeatMap() {}

  static byte[] png(GridScores scores) throws IOException {
    List<Integer> frames = new ArrayList<>(scores.byFrames().keySet());
    List<Double> depths = new ArrayList<>(scores.byDepth().keySet());
    List<Number[]> data = new ArrayList<>();
    for (GridScores.Cell cell : scores.cells()) {
      data.add(
          new Number[] {
            frames.indexOf(cell.frames()), depths.indexOf(cell.depth()), 100 * cell.seen().value()
          });
    }
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title(scores))
            .xAxisTitle("frames")
            .yAxisTitle("depth of the needle")
            .build();
    chart.getStyler().setMin(0);
    chart.getStyler().setMax(100);
    chart.getStyler().setRangeColors(COLOURS);
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("0");
    chart.getStyler().setAntiAlias(true);
    chart.addSeries("% right", words(frames), words(depths), data);
    return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
  }

  private static String title(GridScores scores) {
    String blind =
        scores.blind().isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", blind %.0f %%", 100 * scores.blindAll().value());
    return String.format(
        Locale.ROOT, "Right answers in %%: %.0f %%%s", 100 * scores.all().value(), blind);
  }

  private static List<String> words(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }
}
