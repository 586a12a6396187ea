package io.github.oryxcuration.mixture.report;

import com.samskivert.mustache.Escapers;
import java.util.Locale;

/** Charts as inline SVG; colours come from the page's style, so that they follow light and dark. */
final class Charts {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 116;
  private static final int TOP = 6;
  private static final int FLOOR = 96;
  private static final int BAR_WIDTH = 200;

  private Charts() {}

  /** Bars of a histogram; each names its span and count when it is pointed at. */
  static String histogram(Histogram histogram, String title) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"histogram\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH,
            HEIGHT,
            escaped(title + ": " + caption(histogram))));
    long highest = histogram.bins().stream().mapToLong(Histogram.Bin::count).max().orElse(1);
    double step = (double) WIDTH / Math.max(8, histogram.bins().size());
    for (int i = 0; i < histogram.bins().size(); i++) {
      Histogram.Bin bin = histogram.bins().get(i);
      if (bin.count() > 0) {
        double height = Math.max(1.5, (double) (FLOOR - TOP) * bin.count() / highest);
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\">"
                    + "<title>%s: %s</title></rect>",
                i * step + 0.5,
                FLOOR - height,
                Math.max(1, step - 1),
                height,
                span(bin),
                Numbers.whole(bin.count())));
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"0\" y1=\"%1$d\" x2=\"%2$d\" y2=\"%1$d\"/>",
            FLOOR,
            WIDTH));
    axis(histogram, step, svg);
    return svg.append("</svg>").toString();
  }

  /** The first and the last value, the last one below the last bar. */
  private static void axis(Histogram histogram, double step, StringBuilder svg) {
    double end = Math.max(60, step * histogram.bins().size());
    tick(svg, 0, "start", histogram.min());
    if (histogram.max() > histogram.min()) {
      tick(svg, end, "end", histogram.max());
    }
    if (histogram.bins().size() > 8) {
      Histogram.Bin middle = histogram.bins().get(middleOf(histogram));
      tick(svg, step * middleOf(histogram), "middle", middle.from());
    }
  }

  private static int middleOf(Histogram histogram) {
    return histogram.bins().size() / 2;
  }

  private static void tick(StringBuilder svg, double x, String anchor, long value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
            x,
            FLOOR + 15,
            anchor,
            Numbers.whole(value)));
  }

  private static String span(Histogram.Bin bin) {
    return bin.from() == bin.to()
        ? Numbers.whole(bin.from())
        : Numbers.whole(bin.from()) + " to " + Numbers.whole(bin.to());
  }

  /** The numbers of a histogram in words. */
  static String caption(Histogram histogram) {
    if (histogram.isEmpty()) {
      return "none";
    }
    if (histogram.min() == histogram.max()) {
      return "always " + Numbers.whole(histogram.min());
    }
    return String.format(
        Locale.ROOT,
        "median %s, 95 %% up to %s, most %s",
        Numbers.whole(histogram.median()),
        Numbers.whole(histogram.most95()),
        Numbers.whole(histogram.max()));
  }

  /** What was got, filled, within what was asked, outlined; both on the scale of {@code most}. */
  static String askedAndGot(long asked, long got, long most) {
    double scale = (double) BAR_WIDTH / Math.max(1, most);
    return String.format(
        Locale.ROOT,
        "<svg class=\"pair\" viewBox=\"0 0 %d 18\" role=\"img\" aria-label=\"asked %s, got %s\">"
            + "<title>asked %s, got %s</title>"
            + "<rect class=\"got\" x=\"1\" y=\"4\" width=\"%.1f\" height=\"10\"/>"
            + "<rect class=\"asked\" x=\"1\" y=\"1.5\" width=\"%.1f\" height=\"15\"/></svg>",
        BAR_WIDTH + 2,
        Numbers.whole(asked),
        Numbers.whole(got),
        Numbers.whole(asked),
        Numbers.whole(got),
        got == 0 ? 0 : Math.max(1, got * scale),
        Math.max(1, asked * scale));
  }

  private static String escaped(String text) {
    return Escapers.HTML.escape(text);
  }
}
