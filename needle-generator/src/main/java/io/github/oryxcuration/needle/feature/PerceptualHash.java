package io.github.oryxcuration.needle.feature;

/**
 * A 64-bit hash of what a frame shows: the signs of the 64 lowest frequencies of a 32 x 32 luma
 * picture against their median, the mean left out (the DCT hash that is commonly called pHash).
 * Scaling, compression and brightness hardly change it.
 */
final class PerceptualHash {
  static final int SIDE = 32;
  private static final int LOW = 8;
  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  private static double[][] cosines() {
    double[][] cosines = new double[LOW + 1][SIDE];
    for (int k = 0; k <= LOW; k++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[k][x] = StrictMath.cos(StrictMath.PI * k * (2 * x + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }

  /**
   * The hash of a small picture.
   *
   * @param small luma of 32 x 32 pixels, row by row
   */
  static long of(float[] small) {
    // Frequencies 1 to 8 both ways: the row and column of frequency 0 tell brightness and shading.
    double[] rows = new double[SIDE * LOW];
    for (int y = 0; y < SIDE; y++) {
      for (int k = 0; k < LOW; k++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += small[y * SIDE + x] * COSINES[k + 1][x];
        }
        rows[y * LOW + k] = sum;
      }
    }
    double[] low = new double[LOW * LOW];
    for (int j = 0; j < LOW; j++) {
      for (int k = 0; k < LOW; k++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += rows[y * LOW + k] * COSINES[j + 1][y];
        }
        low[j * LOW + k] = sum;
      }
    }
    double[] sorted = low.clone();
    java.util.Arrays.sort(sorted);
    double median = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;
    long hash = 0;
    for (int i = 0; i < low.length; i++) {
      hash |= low[i] > median ? 1L << i : 0;
    }
    return hash;
  }
}
