package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.picture.JpegHeader.Transform;

/** Components of JPEG to RGB, with the integer tables of libjpeg ({@code jdcolor.c}). */
final class JpegColors {
  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int CENTER = 128;
  private static final int[] CR_TO_RED = table(1.40200, HALF, BITS);
  private static final int[] CB_TO_BLUE = table(1.77200, HALF, BITS);
  private static final int[] CR_TO_GREEN = table(-0.71414, 0, 0);
  private static final int[] CB_TO_GREEN = table(-0.34414, HALF, 0);

  private JpegColors() {}

  private static int[] table(double factor, int add, int shift) {
    int fixed = (int) (Math.abs(factor) * (1 << BITS) + 0.5);
    int signed = factor < 0 ? -fixed : fixed;
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (signed * (i - CENTER) + add) >> shift;
    }
    return table;
  }

  static byte[] fromGrey(byte[] grey) {
    byte[] rgb = new byte[grey.length * 3];
    for (int i = 0, at = 0; i < grey.length; i++, at += 3) {
      rgb[at] = grey[i];
      rgb[at + 1] = grey[i];
      rgb[at + 2] = grey[i];
    }
    return rgb;
  }

  /** In place. */
  static byte[] fromThree(byte[] components, Transform transform) {
    if (transform == Transform.YCC) {
      toRgb(components, 3);
    }
    return components;
  }

  /** Pillow's rule: the values are inverted, as Adobe writes them, whether or not Adobe did. */
  static byte[] fromFour(byte[] components, Transform transform) {
    if (transform == Transform.YCC) {
      toRgb(components, 4);
    }
    byte[] rgb = new byte[components.length / 4 * 3];
    for (int from = 0, to = 0; from < components.length; from += 4, to += 3) {
      int white = components[from + 3] & 0xff;
      for (int channel = 0; channel < 3; channel++) {
        int stored = components[from + channel] & 0xff;
        // In YCCK the three are cyan, magenta and yellow after one more inversion.
        int ink = transform == Transform.YCC ? stored : 255 - stored;
        rgb[to + channel] = (byte) Math.max(0, white - timesOver255(ink, white));
      }
    }
    return rgb;
  }

  /** Pillow's MULDIV255: the rounded product over 255. */
  private static int timesOver255(int a, int b) {
    int product = a * b + 128;
    return ((product >> 8) + product) >> 8;
  }

  private static void toRgb(byte[] pixels, int stride) {
    for (int at = 0; at < pixels.length; at += stride) {
      int luma = pixels[at] & 0xff;
      int cb = pixels[at + 1] & 0xff;
      int cr = pixels[at + 2] & 0xff;
      pixels[at] = clamped(luma + CR_TO_RED[cr]);
      pixels[at + 1] = clamped(luma + ((CB_TO_GREEN[cb] + CR_TO_GREEN[cr]) >> BITS));
      pixels[at + 2] = clamped(luma + CB_TO_BLUE[cb]);
    }
  }

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
