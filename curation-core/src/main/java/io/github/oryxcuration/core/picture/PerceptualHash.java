package io.github.oryxcuration.core.picture;

import java.util.Arrays;

/**
 * 63 bits that stay nearly the same when a picture is scaled or encoded anew: the lowest
 * frequencies against their median ("pHash", Zauner 2010). The picture is averaged to 32x32 grey
 * cells; of their cosine transform the frequencies 0 to 7 in both directions are kept, without the
 * mean. Unrelated pictures differ in about 31 bits.
 */
public final class PerceptualHash {
  /** Of a picture that shows nothing: too even to be told from another. */
  public static final long NONE = 0;

  private static final int CELLS = 32;
  private static final int KEPT = 8;

  /** In grey levels; below it, noise of the encoder would decide the bits. */
  private static final double LEAST_DEVIATION = 2;

  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  /** The hash, or {@link #NONE}. */
  public static long of(RgbImage image) {
    double[][] grey = cells(image);
    if (deviation(grey) < LEAST_DEVIATION) {
      return NONE;
    }
    double[] frequencies = frequencies(grey);
    double[] sorted = Arrays.copyOfRange(frequencies, 1, frequencies.length);
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    long hash = 0;
    for (int i = 1; i < frequencies.length; i++) {
      if (frequencies[i] > median) {
        hash |= 1L << i;
      }
    }
    return hash;
  }

  /** In how many bits two hashes differ, 0 to 64. */
  public static int distance(long a, long b) {
    return Long.bitCount(a ^ b);
  }

  /** Mean grey of each cell; a picture smaller than the grid is sampled. */
  private static double[][] cells(RgbImage image) {
    double[][] grey = new double[CELLS][CELLS];
    for (int j = 0; j < CELLS; j++) {
      int top = (int) ((long) j * image.height() / CELLS);
      int bottom = Math.max(top + 1, (int) ((j + 1L) * image.height() / CELLS));
      for (int i = 0; i < CELLS; i++) {
        int left = (int) ((long) i * image.width() / CELLS);
        int right = Math.max(left + 1, (int) ((i + 1L) * image.width() / CELLS));
        grey[j][i] = mean(image, left, top, right, bottom);
      }
    }
    return grey;
  }

  private static double mean(RgbImage image, int left, int top, int right, int bottom) {
    byte[] rgb = image.rgb();
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      int at = (y * image.width() + left) * 3;
      for (int x = left; x < right; x++, at += 3) {
        sum += 299 * (rgb[at] & 0xff) + 587 * (rgb[at + 1] & 0xff) + 114 * (rgb[at + 2] & 0xff);
      }
    }
    return sum / 1000.0 / ((long) (right - left) * (bottom - top));
  }

  private static double deviation(double[][] grey) {
    double sum = 0;
    double squares = 0;
    for (double[] row : grey) {
      for (double value : row) {
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / (CELLS * CELLS);
    return Math.sqrt(Math.max(0, squares / (CELLS * CELLS) - mean * mean));
  }

  private static double[] frequencies(double[][] grey) {
    double[][] across = new double[CELLS][KEPT];
    for (int j = 0; j < CELLS; j++) {
      for (int u = 0; u < KEPT; u++) {
        for (int i = 0; i < CELLS; i++) {
          across[j][u] += grey[j][i] * COSINES[u][i];
        }
      }
    }
    double[] kept = new double[KEPT * KEPT];
    for (int v = 0; v < KEPT; v++) {
      for (int u = 0; u < KEPT; u++) {
        for (int j = 0; j < CELLS; j++) {
          kept[v * KEPT + u] += across[j][u] * COSINES[v][j];
        }
      }
    }
    return kept;
  }

  /** StrictMath, so that all machines agree. */
  private static double[][] cosines() {
    double[][] cosines = new double[KEPT][CELLS];
    for (int u = 0; u < KEPT; u++) {
      for (int i = 0; i < CELLS; i++) {
        cosines[u][i] = StrictMath.cos(Math.PI * u * (2 * i + 1) / (2 * CELLS));
      }
    }
    return cosines;
  }
}
