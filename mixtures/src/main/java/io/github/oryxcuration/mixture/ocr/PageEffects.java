package io.github.oryxcuration.mixture.ocr;

/**
 * What a camera does to a page: light, blur and noise. Integer arithmetic alone, so that every
 * machine gets the same pixels.
 */
final class PageEffects {
  private static final int CHANNELS = 3;

  /** Standard deviation of the sum of four bytes. */
  private static final int FOUR_BYTES_DEVIATION = 148;

  private static final int FOUR_BYTES_MEAN = 510;

  private PageEffects() {}

  /** Darkens towards the right (or, with {@code down}, towards the bottom), by up to percent. */
  static void shade(byte[] rgb, int width, int height, int percent, boolean down) {
    int length = Math.max(1, (down ? height : width) - 1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int kept = 100 * length - percent * (down ? y : x);
        int at = (y * width + x) * CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
          rgb[at + c] = (byte) ((rgb[at + c] & 0xff) * kept / (100 * length));
        }
      }
    }
  }

  /** So many passes of the filter 1 2 1 in both directions; edges repeat. */
  static void blur(byte[] rgb, int width, int height, int passes) {
    byte[] other = new byte[rgb.length];
    for (int pass = 0; pass < passes; pass++) {
      filter(rgb, other, width, height, CHANNELS, width, 1);
      filter(other, rgb, width, height, width * CHANNELS, height, width);
    }
  }

  /** Each pixel with its neighbours {@code step} bytes away, along an axis of {@code length}. */
  private static void filter(
      byte[] from, byte[] to, int width, int height, int step, int length, int divisor) {
    for (int pixel = 0; pixel < width * height; pixel++) {
      int place = pixel / divisor % length;
      int before = place == 0 ? 0 : -step;
      int after = place == length - 1 ? 0 : step;
      for (int at = pixel * CHANNELS; at < (pixel + 1) * CHANNELS; at++) {
        int sum =
            (from[at + before] & 0xff) + 2 * (from[at] & 0xff) + (from[at + after] & 0xff) + 2;
        to[at] = (byte) (sum >> 2);
      }
    }
  }

  /** Adds noise of nearly normal distribution: sums of four uniform bytes. */
  static void noise(byte[] rgb, int deviation, Draws draws) {
    long bits = 0;
    for (int at = 0; at < rgb.length; at++) {
      bits = (at & 1) == 0 ? draws.bits() : bits >>> 32;
      int sum =
          (int) (bits & 0xff)
              + (int) (bits >>> 8 & 0xff)
              + (int) (bits >>> 16 & 0xff)
              + (int) (bits >>> 24 & 0xff);
      int value = (rgb[at] & 0xff) + (sum - FOUR_BYTES_MEAN) * deviation / FOUR_BYTES_DEVIATION;
      rgb[at] = (byte) Math.max(0, Math.min(255, value));
    }
  }
}
