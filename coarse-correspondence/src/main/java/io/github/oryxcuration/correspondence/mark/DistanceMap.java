package io.github.oryxcuration.correspondence.mark;

/**
 * Squared distance of each pixel of a part to the nearest pixel outside it, exactly; beyond the
 * picture is outside (Meijster, Roerdink and Hesselink, "A general algorithm for computing distance
 * transforms in linear time", 2000).
 */
final class DistanceMap {
  private DistanceMap() {}

  static int[] of(boolean[] inside, int width, int height) {
    int[] columns = columns(inside, width, height);
    int[] distance = new int[width * height];
    // A column of outside on either side stands for what is beyond the picture.
    int[] g = new int[width + 2];
    int[] s = new int[width + 2];
    int[] t = new int[width + 2];
    for (int y = 0; y < height; y++) {
      System.arraycopy(columns, y * width, g, 1, width);
      int q = 0;
      s[0] = 0;
      t[0] = 0;
      for (int u = 1; u < g.length; u++) {
        while (q >= 0 && f(t[q], s[q], g) > f(t[q], u, g)) {
          q--;
        }
        if (q < 0) {
          q = 0;
          s[0] = u;
          t[0] = 0;
        } else {
          long w = 1 + meet(s[q], u, g);
          if (w < g.length) {
            q++;
            s[q] = u;
            t[q] = (int) w;
          }
        }
      }
      for (int u = g.length - 1; u >= 0; u--) {
        if (u >= 1 && u <= width) {
          distance[y * width + u - 1] = (int) f(u, s[q], g);
        }
        if (u == t[q]) {
          q--;
        }
      }
    }
    return distance;
  }

  /** Distance to the nearest pixel outside in the same column. */
  private static int[] columns(boolean[] inside, int width, int height) {
    int[] g = new int[width * height];
    for (int x = 0; x < width; x++) {
      int run = 0;
      for (int y = 0; y < height; y++) {
        run = inside[y * width + x] ? run + 1 : 0;
        g[y * width + x] = run;
      }
      run = 0;
      for (int y = height - 1; y >= 0; y--) {
        int at = y * width + x;
        run = inside[at] ? run + 1 : 0;
        g[at] = Math.min(g[at], run);
      }
    }
    return g;
  }

  private static long f(int x, int i, int[] g) {
    long d = (long) x - i;
    return d * d + (long) g[i] * g[i];
  }

  private static long meet(int i, int u, int[] g) {
    long top = (long) u * u - (long) i * i + (long) g[u] * g[u] - (long) g[i] * g[i];
    return Math.floorDiv(top, 2L * (u - i));
  }
}
