package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.picture.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a container's display matrix says of how frames are turned and mirrored.
 *
 * <p>With a, b, c, d its entries at 0, 1, 3 and 4, a pixel at (x, y) goes to (a x + c y, b x + d
 * y), y pointing down.
 */
final class DisplayMatrix {
  private static final int BYTES = 9 * Integer.BYTES;

  /** How far from a quarter turn a matrix may be, relative to its smaller leading entry. */
  private static final double TOLERANCE = 0.01;

  private DisplayMatrix() {}

  /**
   * Reads nine native-endian 32-bit numbers. Scaling in them is left alone, and a matrix that is no
   * quarter turn counts as upright.
   */
  static Orientation read(ByteBuffer bytes) {
    if (bytes.remaining() < BYTES) {
      return Orientation.UPRIGHT;
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
      return a > 0
          ? (d > 0 ? Orientation.UPRIGHT : Orientation.FLIPPED)
          : (d > 0 ? Orientation.MIRRORED : Orientation.UPSIDE_DOWN);
    }
    if (Math.max(Math.abs(a), Math.abs(d)) < TOLERANCE * turned) {
      return b > 0
          ? (c > 0 ? Orientation.TRANSPOSED : Orientation.ON_LEFT_SIDE)
          : (c > 0 ? Orientation.ON_RIGHT_SIDE : Orientation.TRANSVERSED);
    }
    return Orientation.UPRIGHT;
  }

  /** Clockwise degrees; for a mirrored picture, those that follow the mirroring left to right. */
  static int degrees(Orientation orientation) {
    return switch (orientation) {
      case UPRIGHT, MIRRORED -> 0;
      case ON_LEFT_SIDE, TRANSVERSED -> 90;
      case UPSIDE_DOWN, FLIPPED -> 180;
      case ON_RIGHT_SIDE, TRANSPOSED -> 270;
    };
  }

  static boolean swapsSides(Orientation orientation) {
    return degrees(orientation) % 180 != 0;
  }
}
