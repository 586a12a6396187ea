package io.github.oryxcuration.core.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Ten digits as bold strokes with round ends. One unit is the height of a digit; a number is
 * centred at (0, 0), y runs down.
 */
final class DigitStrokes {
  private static final double DIGIT_WIDTH = 0.62;
  private static final double GAP = 0.1;
  private static final double HALF_STROKE = 0.085;
  private static final int ARC_STEPS = 12;

  /** By digit, segments as x1 y1 x2 y2 in a box of 0.62 by 1. */
  private static final double[][] DIGITS = digits();

  private DigitStrokes() {}

  /** The width of a number. */
  static double width(String text) {
    return text.length() * (DIGIT_WIDTH + GAP) - GAP;
  }

  /** Whether a point lies in a stroke. */
  static boolean isInk(String text, double x, double y) {
    if (Math.abs(y) > 0.5) {
      return false;
    }
    double left = x + width(text) / 2;
    double top = y + 0.5;
    int place = (int) Math.floor(left / (DIGIT_WIDTH + GAP));
    for (int i = Math.max(0, place - 1); i <= Math.min(text.length() - 1, place + 1); i++) {
      double[] strokes = DIGITS[text.charAt(i) - '0'];
      double dx = left - i * (DIGIT_WIDTH + GAP);
      for (int s = 0; s < strokes.length; s += 4) {
        if (near(strokes, s, dx, top)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean near(double[] s, int i, double x, double y) {
    double ax = s[i];
    double ay = s[i + 1];
    double bx = s[i + 2] - ax;
    double by = s[i + 3] - ay;
    double length = bx * bx + by * by;
    double t = length == 0 ? 0 : ((x - ax) * bx + (y - ay) * by) / length;
    t = Math.max(0, Math.min(1, t));
    double dx = x - ax - t * bx;
    double dy = y - ay - t * by;
    return dx * dx + dy * dy <= HALF_STROKE * HALF_STROKE;
  }

  private static double[][] digits() {
    double l = 0.1;
    double r = 0.52;
    double m = 0.31;
    double t = 0.09;
    double b = 0.91;
    return new double[][] {
      new Pen().arc(m, 0.5, 0.21, 0.41, 0, 360).segments(),
      new Pen().line(0.13, 0.25, 0.36, t).line(0.36, t, 0.36, b).segments(),
      new Pen()
          .arc(m, 0.31, 0.21, 0.22, 190, 390)
          .line(0.492, 0.42, l, b)
          .line(l, b, r, b)
          .segments(),
      new Pen().arc(m, 0.29, 0.19, 0.2, 200, 450).arc(m, 0.7, 0.21, 0.21, -90, 160).segments(),
      new Pen()
          .line(0.4, b, 0.4, t)
          .line(0.4, t, 0.08, 0.66)
          .line(0.08, 0.66, 0.54, 0.66)
          .segments(),
      new Pen()
          .line(0.49, t, 0.16, t)
          .line(0.16, t, 0.13, 0.45)
          .arc(0.3, 0.65, 0.21, 0.26, -140, 150)
          .segments(),
      new Pen().arc(m, 0.65, 0.21, 0.26, 0, 360).arc(0.47, 0.6, 0.37, 0.52, 180, 275).segments(),
      new Pen().line(l, t, r, t).line(r, t, 0.24, b).segments(),
      new Pen().arc(m, 0.29, 0.18, 0.2, 0, 360).arc(m, 0.7, 0.21, 0.21, 0, 360).segments(),
      new Pen().arc(m, 0.35, 0.21, 0.26, 0, 360).arc(0.15, 0.4, 0.37, 0.52, 0, 95).segments(),
    };
  }

  /** Collects segments. */
  private static final class Pen {
    private final List<Double> numbers = new ArrayList<>();

    Pen line(double ax, double ay, double bx, double by) {
      numbers.addAll(List.of(ax, ay, bx, by));
      return this;
    }

    /** From one angle to another in degrees; 0 is right, 90 down. */
    Pen arc(double cx, double cy, double rx, double ry, double from, double to) {
      for (int i = 0; i < ARC_STEPS; i++) {
        double a = StrictMath.toRadians(from + (to - from) * i / ARC_STEPS);
        double b = StrictMath.toRadians(from + (to - from) * (i + 1) / ARC_STEPS);
        line(
            cx + rx * StrictMath.cos(a),
            cy + ry * StrictMath.sin(a),
            cx + rx * StrictMath.cos(b),
            cy + ry * StrictMath.sin(b));
      }
      return this;
    }

    double[] segments() {
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
