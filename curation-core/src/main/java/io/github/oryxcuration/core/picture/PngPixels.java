package io.github.oryxcuration.core.picture;

/** Samples of one undone PNG row to RGB, by Pillow's rules for each kind of picture. */
final class PngPixels {
  private final int depth;
  private final int colorType;
  private final byte[] palette;

  /**
   * What one-channel samples look like.
   *
   * @param stored the bytes of the PLTE chunk, or none
   */
  PngPixels(PngHeader header, byte[] stored) {
    depth = header.depth;
    colorType = header.colorType;
    palette = colorType == 3 ? padded(stored) : ramp(Math.min(depth, 8));
  }

  /** Pillow looks up indices past the palette's end in a ramp of greys. */
  private static byte[] padded(byte[] stored) {
    byte[] palette = ramp(8);
    System.arraycopy(stored, 0, palette, 0, Math.min(stored.length, palette.length));
    return palette;
  }

  private static byte[] ramp(int bits) {
    byte[] ramp = new byte[256 * 3];
    int step = 255 / ((1 << bits) - 1);
    for (int i = 0; i < 256; i++) {
      ramp[i * 3] = (byte) (i * step);
      ramp[i * 3 + 1] = (byte) (i * step);
      ramp[i * 3 + 2] = (byte) (i * step);
    }
    return ramp;
  }

  /**
   * Writes {@code count} pixels of a row.
   *
   * @param row the samples from index 1 on
   * @param at where the first pixel goes
   * @param step bytes from one written pixel to the next
   */
  void write(byte[] row, int count, byte[] rgb, int at, int step) {
    switch (colorType) {
      case 2 -> colors(row, count, rgb, at, step, 3);
      case 6 -> colors(row, count, rgb, at, step, 4);
      case 4 -> greyAlpha(row, count, rgb, at, step);
      default -> single(row, count, rgb, at, step);
    }
  }

  private void colors(byte[] row, int count, byte[] rgb, int start, int step, int channels) {
    int sample = depth / 8;
    if (sample == 1 && channels == 3 && step == 3) {
      System.arraycopy(row, 1, rgb, start, count * 3);
      return;
    }
    for (int i = 0, from = 1, at = start; i < count; i++, from += channels * sample, at += step) {
      rgb[at] = row[from];
      rgb[at + 1] = row[from + sample];
      rgb[at + 2] = row[from + 2 * sample];
    }
  }

  private void greyAlpha(byte[] row, int count, byte[] rgb, int start, int step) {
    int pixel = depth / 4;
    for (int i = 0, from = 1, at = start; i < count; i++, from += pixel, at += step) {
      grey(row[from], rgb, at);
    }
  }

  private void single(byte[] row, int count, byte[] rgb, int start, int step) {
    if (depth == 16) {
      for (int i = 0, from = 1, at = start; i < count; i++, from += 2, at += step) {
        grey(row[from] == 0 ? row[from + 1] : (byte) 255, rgb, at);
      }
      return;
    }
    int mask = (1 << depth) - 1;
    for (int i = 0, at = start; i < count; i++, at += step) {
      int bit = i * depth;
      int sample = (row[1 + (bit >> 3)] >> (8 - depth - (bit & 7))) & mask;
      rgb[at] = palette[sample * 3];
      rgb[at + 1] = palette[sample * 3 + 1];
      rgb[at + 2] = palette[sample * 3 + 2];
    }
  }

  private static void grey(byte value, byte[] rgb, int at) {
    rgb[at] = value;
    rgb[at + 1] = value;
    rgb[at + 2] = value;
  }
}
