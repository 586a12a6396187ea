package io.github.oryxcuration.core.picture;

/**
 * For each output pixel of one dimension: the first input pixel, how many follow, and their weights
 * in 22-bit fixed point (Pillow 10.2 {@code Resample.c} lines 197 to 283, with the arithmetic in
 * its order). When shrinking, the filter is widened by the scale, so it averages.
 */
final class BicubicWeights {
  static final int BITS = 22;
  static final int HALF = 1 << (BITS - 1);

  private static final double A = -0.5;
  private static final double SUPPORT = 2.0;

  final int[] first;
  final int[] count;

  /** Weights of output {@code i} start at {@code i * stride}. */
  final int[] weights;

  final int stride;

  BicubicWeights(int in, int out) {
    double scale = (double) in / out;
    double widened = Math.max(scale, 1.0);
    double support = SUPPORT * widened;
    stride = (int) Math.min(in, (int) Math.ceil(support) * 2L + 1);
    first = new int[out];
    count = new int[out];
    weights = new int[Math.multiplyExact(out, stride)];
    double[] exact = new double[stride];
    for (int i = 0; i < out; i++) {
      double center = (i + 0.5) * scale;
      double inverse = 1.0 / widened;
      int from = Math.max(0, (int) (center - support + 0.5));
      int taps = Math.min(in, (int) (center + support + 0.5)) - from;
      double sum = 0;
      for (int j = 0; j < taps; j++) {
        exact[j] = cubic((j + from - center + 0.5) * inverse);
        sum += exact[j];
      }
      for (int j = 0; j < taps; j++) {
        weights[i * stride + j] = fixed(sum != 0.0 ? exact[j] / sum : exact[j]);
      }
      first[i] = from;
      count[i] = taps;
    }
  }

  private static double cubic(double signed) {
    double x = Math.abs(signed);
    if (x < 1.0) {
      return ((A + 2.0) * x - (A + 3.0)) * x * x + 1;
    }
    if (x < 2.0) {
      return (((x - 5) * x + 8) * x - 4) * A;
    }
    return 0.0;
  }

  private static int fixed(double weight) {
    return (int) ((weight < 0 ? -0.5 : 0.5) + weight * (1 << BITS));
  }
}
