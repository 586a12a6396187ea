package io.github.oryxcuration.mixture.ocr;

import java.util.List;

/**
 * The plane map that takes four points to four others: {@code (x, y) -> ((a x + b y + c) / w, (d x
 * + e y + f) / w)} with {@code w = g x + h y + 1}. Only the four operations are used, so every
 * machine computes the same bits.
 */
final class Homography {
  private static final int UNKNOWNS = 8;

  private final double[] m;

  private Homography(double[] m) {
    this.m = m;
  }

  /**
   * @param from four points, x and y in turn; no three on a line
   * @param to their images
   */
  static Homography between(List<Double> from, List<Double> to) {
    double[][] rows = new double[UNKNOWNS][];
    for (int i = 0; i < UNKNOWNS / 2; i++) {
      double x = from.get(2 * i);
      double y = from.get(2 * i + 1);
      double u = to.get(2 * i);
      double v = to.get(2 * i + 1);
      rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
      rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    return new Homography(solve(rows));
  }

  double x(double x, double y) {
    return (m[0] * x + m[1] * y + m[2]) / weight(x, y);
  }

  double y(double x, double y) {
    return (m[3] * x + m[4] * y + m[5]) / weight(x, y);
  }

  private double weight(double x, double y) {
    return m[6] * x + m[7] * y + 1;
  }

  /** Gauss elimination with the largest pivot; each row holds its right side last. */
  private static double[] solve(double[][] rows) {
    for (int column = 0; column < UNKNOWNS; column++) {
      int best = column;
      for (int row = column + 1; row < UNKNOWNS; row++) {
        if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
          best = row;
        }
      }
      double[] pivot = rows[best];
      rows[best] = rows[column];
      rows[column] = pivot;
      for (int row = 0; row < UNKNOWNS; row++) {
        if (row != column) {
          double factor = rows[row][column] / pivot[column];
          for (int i = column; i <= UNKNOWNS; i++) {
            rows[row][i] -= factor * pivot[i];
          }
        }
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      solution[i] = rows[i][UNKNOWNS] / rows[i][i];
    }
    return solution;
  }
}
