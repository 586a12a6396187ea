package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;

/** Brightness of a picture at full, half, quarter … size. */
final class Pyramid {
  static final int LEVELS = 4;

  private final int[] widths = new int[LEVELS];
  private final int[] heights = new int[LEVELS];
  private final float[][] levels = new float[LEVELS][];

  Pyramid(RgbImage image) {
    int width = image.width();
    int height = image.height();
    float[] grey = new float[width * height];
    byte[] rgb = image.rgb();
    for (int i = 0, at = 0; i < grey.length; i++, at += 3) {
      grey[i] =
          0.299f * (rgb[at] & 255) + 0.587f * (rgb[at + 1] & 255) + 0.114f * (rgb[at + 2] & 255);
    }
    for (int level = 0; level < LEVELS; level++) {
      widths[level] = width;
      heights[level] = height;
      levels[level] = grey;
      if (level + 1 < LEVELS) {
        grey = halved(grey, width, height);
        width = (width + 1) / 2;
        height = (height + 1) / 2;
      }
    }
  }

  /** Smoothed by 1 2 1 in both directions, then every second pixel. */
  private static float[] halved(float[] grey, int width, int height) {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    float[] across = new float[w * height];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < w; x++) {
        int c = 2 * x;
        float left = grey[row + Math.max(0, c - 1)];
        float right = grey[row + Math.min(width - 1, c + 1)];
        across[y * w + x] = (left + 2 * grey[row + c] + right) * 0.25f;
      }
    }
    float[] out = new float[w * h];
    for (int y = 0; y < h; y++) {
      int up = Math.max(0, 2 * y - 1) * w;
      int mid = 2 * y * w;
      int down = Math.min(height - 1, 2 * y + 1) * w;
      for (int x = 0; x < w; x++) {
        out[y * w + x] = (across[up + x] + 2 * across[mid + x] + across[down + x]) * 0.25f;
      }
    }
    return out;
  }

  int width(int level) {
    return widths[level];
  }

  int height(int level) {
    return heights[level];
  }

  float[] pixels(int level) {
    return levels[level];
  }
}
