package io.github.oryxcuration.correspondence.track;

import java.util.Arrays;

/**
 * Matches rows to columns, each at most once, so that the sum of the matched values is the greatest
 * (the Hungarian method, O(n³)). Values must not be negative; a value of 0 is no match.
 */
public final class Assignment {
  private Assignment() {}

  /** For each row its column, or -1. Of equal sums it takes the one that it finds first, always. */
  public static int[] greatest(double[][] values) {
    int rows = values.length;
    int columns = rows == 0 ? 0 : values[0].length;
    int n = Math.max(rows, columns);
    int[] rowOf = solve(values, rows, columns, n);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int c = 1; c <= columns; c++) {
      int r = rowOf[c] - 1;
      if (r >= 0 && r < rows && values[r][c - 1] > 0) {
        columnOf[r] = c - 1;
      }
    }
    return columnOf;
  }

  /** Shortest augmenting paths over costs -value, padded to a square with zeros; 1-based. */
  private static int[] solve(double[][] values, int rows, int columns, int n) {
    double[] u = new double[n + 1];
    double[] v = new double[n + 1];
    int[] rowOf = new int[n + 1];
    int[] way = new int[n + 1];
    for (int i = 1; i <= n; i++) {
      rowOf[0] = i;
      int column = 0;
      double[] least = new double[n + 1];
      boolean[] used = new boolean[n + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      do {
        used[column] = true;
        int row = rowOf[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= n; j++) {
          if (used[j]) {
            continue;
          }
          double value = row <= rows && j <= columns ? values[row - 1][j - 1] : 0;
          double cost = -value - u[row] - v[j];
          if (cost < least[j]) {
            least[j] = cost;
            way[j] = column;
          }
          if (least[j] < delta) {
            delta = least[j];
            next = j;
          }
        }
        for (int j = 0; j <= n; j++) {
          if (used[j]) {
            u[rowOf[j]] += delta;
            v[j] -= delta;
          } else {
            least[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      do {
        int previous = way[column];
        rowOf[column] = rowOf[previous];
        column = previous;
      } while (column != 0);
    }
    return rowOf;
  }
}
