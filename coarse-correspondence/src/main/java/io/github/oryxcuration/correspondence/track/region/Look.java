package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;

/**
 * The colours of a region: a histogram over two differences of channels as shares of their sum, and
 * coarse brightness.
 */
final class Look {
  private static final int HUES = 16;
  private static final int LIGHTS = 3;

  /** Differences are seldom larger than two thirds of the sum. */
  private static final float STRETCH = 1.5f;

  private final float[] share;
  private final int area;

  private Look(float[] share, int area) {
    this.share = share;
    this.area = area;
  }

  static Look of(RgbImage image, Mask mask) {
    float[] counts = new float[HUES * HUES * LIGHTS];
    byte[] rgb = image.rgb();
    int step = mask.area() > 8000 ? 2 : 1;
    int count = 0;
    for (int y = mask.top(); y < mask.bottom(); y += step) {
      for (int x = mask.left(); x < mask.right(); x += step) {
        if (mask.has(x, y)) {
          count(rgb, (y * image.width() + x) * 3, counts);
          count++;
        }
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= Math.max(1, count);
    }
    return new Look(counts, mask.area());
  }

  /** Of every eighth pixel of a whole frame. */
  static Look of(RgbImage image) {
    float[] counts = new float[HUES * HUES * LIGHTS];
    int count = 0;
    for (int y = 0; y < image.height(); y += 8) {
      for (int x = 0; x < image.width(); x += 8, count++) {
        count(image.rgb(), (y * image.width() + x) * 3, counts);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= count;
    }
    return new Look(counts, count);
  }

  /** Spread over neighbouring bins, so that a little more or less light changes little. */
  private static void count(byte[] rgb, int at, float[] counts) {
    int r = rgb[at] & 255;
    int g = rgb[at + 1] & 255;
    int b = rgb[at + 2] & 255;
    float sum = r + g + b + 30;
    spread(
        bin((r - g) / sum * STRETCH, HUES),
        bin(((r + g) * 0.5f - b) / sum * STRETCH, HUES),
        bin((r + g + g + b) / 510f - 1, LIGHTS),
        counts);
  }

  /** From -1 to 1 over so many bins. */
  private static float bin(float value, int bins) {
    return Math.max(0, Math.min(bins - 1.001f, (value + 1) * 0.5f * (bins - 1)));
  }

  private static void spread(float hue, float other, float light, float[] counts) {
    int h = (int) hue;
    int o = (int) other;
    int l = (int) light;
    for (int k = 0; k < 8; k++) {
      float weight =
          ((k & 1) == 0 ? 1 - (hue - h) : hue - h)
              * ((k & 2) == 0 ? 1 - (other - o) : other - o)
              * ((k & 4) == 0 ? 1 - (light - l) : light - l);
      counts[((l + (k >> 2)) * HUES + h + (k & 1)) * HUES + o + (k >> 1 & 1)] += weight;
    }
  }

  /** Bhattacharyya coefficient, 0 to 1. */
  double similarity(Look other) {
    double sum = 0;
    for (int i = 0; i < share.length; i++) {
      sum += Math.sqrt((double) share[i] * other.share[i]);
    }
    return sum;
  }

  int area() {
    return area;
  }

  /** The larger area over the smaller. */
  double sizeRatio(Look other) {
    return (double) Math.max(area, other.area) / Math.max(1, Math.min(area, other.area));
  }
}
