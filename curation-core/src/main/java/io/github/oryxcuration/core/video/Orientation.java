package io.github.oryxcuration.core.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How decoded frames are turned and mirrored to stand upright: the quarter turns of a container's
 * display matrix. A pixel at (x, y) goes to (a x + c y, b x + d y), y pointing down, moved so that
 * the picture begins at (0, 0) again. Exactly one of (a, d) and (b, c) is not zero.
 */
record Orientation(int a, int b, int c, int d) {
  static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

  private static final int MATRIX_BYTES = 9 * Integer.BYTES;

  /** How far from a quarter turn a matrix may be, relative to its largest entry. */
  private static final double TOLERANCE = 0.01;

  /**
   * Reads a display matrix of nine native-endian 32-bit numbers; scaling in it is left alone, and
   * one that is no quarter turn counts as upright.
   */
  static Orientation ofMatrix(ByteBuffer bytes) {
    if (bytes.remaining() < MATRIX_BYTES) {
      return UPRIGHT;
    }
    bytes.order(ByteOrder.nativeOrder());
    int at = bytes.position();
    double a = bytes.getInt(at);
    double b = bytes.getInt(at + 4);
    double c = bytes.getInt(at + 12);
    double d = bytes.getInt(at + 16);
    double straight = Math.min(Math.abs(a), Math.abs(d));
    double turned = Math.min(Math.abs(b), Math.abs(c));
    if (Math.max(Math.abs(b), Math.abs(c)) < TOLERANCE * straight) {
      return new Orientation((int) Math.signum(a), 0, 0, (int) Math.signum(d));
    }
    if (Math.max(Math.abs(a), Math.abs(d)) < TOLERANCE * turned) {
      return new Orientation(0, (int) Math.signum(b), (int) Math.signum(c), 0);
    }
    return UPRIGHT;
  }

  boolean swapsSides() {
    return a == 0;
  }

  /** Clockwise, of a picture that is mirrored left to right first if it is mirrored at all. */
  int degrees() {
    int right = mirrored() ? -a : a;
    int down = mirrored() ? -b : b;
    if (right != 0) {
      return right > 0 ? 0 : 180;
    }
    return down > 0 ? 90 : 270;
  }

  boolean mirrored() {
    return a * d - b * c < 0;
  }

  /** Turns {@code height x width x 3} bytes; the result has its sides swapped where this does. */
  byte[] apply(byte[] rgb, int width, int height) {
    if (equals(UPRIGHT)) {
      return rgb;
    }
    int turnedWidth = swapsSides() ? height : width;
    int left = Math.max(0, -a) * (width - 1) + Math.max(0, -c) * (height - 1);
    int top = Math.max(0, -b) * (width - 1) + Math.max(0, -d) * (height - 1);
    byte[] turned = new byte[rgb.length];
    int from = 0;
    for (int y = 0; y < height; y++) {
      int to = ((top + d * y) * turnedWidth + left + c * y) * 3;
      int step = (b * turnedWidth + a) * 3;
      for (int x = 0; x < width; x++, from += 3, to += step) {
        turned[to] = rgb[from];
        turned[to + 1] = rgb[from + 1];
        turned[to + 2] = rgb[from + 2];
      }
    }
    return turned;
  }
}
