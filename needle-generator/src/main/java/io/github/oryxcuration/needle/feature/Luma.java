package io.github.oryxcuration.needle.feature;

import io.github.oryxcuration.core.picture.RgbImage;

/** The luma of a picture, 8 bits a pixel, by the weights of ITU-R BT.601 in integers. */
final class Luma {
  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] values;

  private Luma(int width, int height, byte[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  static Luma of(RgbImage image) {
    byte[] rgb = image.rgb();
    byte[] values = new byte[image.width() * image.height()];
    for (int i = 0, at = 0; i < values.length; i++, at += CHANNELS) {
      int weighed = 77 * (rgb[at] & 0xff) + 150 * (rgb[at + 1] & 0xff) + 29 * (rgb[at + 2] & 0xff);
      values[i] = (byte) (weighed >> 8);
    }
    return new Luma(image.width(), image.height(), values);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int at(int x, int y) {
    return values[y * width + x] & 0xff;
  }

  /** The values themselves, row by row. */
  byte[] values() {
    return values;
  }
}
