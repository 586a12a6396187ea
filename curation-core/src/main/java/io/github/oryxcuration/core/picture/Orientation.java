package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;

/**
 * How stored pixels must be turned to stand upright: the eight values of EXIF tag 0x0112. Neither
 * Pillow's {@code Image.open} nor the Oryx trainer applies it; Pillow's {@code
 * ImageOps.exif_transpose} does, and {@link #apply} gives the same pixels.
 */
public enum Orientation {
  UPRIGHT(1, false, false, false),
  MIRRORED(2, false, true, false),
  UPSIDE_DOWN(3, false, true, true),
  FLIPPED(4, false, false, true),
  /** Mirrored along the diagonal from the top left. */
  TRANSPOSED(5, true, false, false),
  /** To be turned a quarter clockwise. */
  ON_LEFT_SIDE(6, true, true, false),
  /** Mirrored along the other diagonal. */
  TRANSVERSED(7, true, true, true),
  /** To be turned a quarter anticlockwise. */
  ON_RIGHT_SIDE(8, true, false, true);

  private final int exif;
  private final boolean swapped;
  private final boolean reversedX;
  private final boolean reversedY;

  Orientation(int exif, boolean swapped, boolean reversedX, boolean reversedY) {
    this.exif = exif;
    this.swapped = swapped;
    this.reversedX = reversedX;
    this.reversedY = reversedY;
  }

  /** By the number of the tag; numbers outside 1 to 8 mean upright, as every viewer takes them. */
  public static Orientation ofExif(int value) {
    for (Orientation orientation : values()) {
      if (orientation.exif == value) {
        return orientation;
      }
    }
    return UPRIGHT;
  }

  /** The number of the tag, 1 to 8. */
  public int exif() {
    return exif;
  }

  /** The size of the upright picture. */
  public Size apply(Size stored) {
    return swapped ? stored.turned() : stored;
  }

  /** The upright picture; the same one where it already is. */
  public RgbImage apply(RgbImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    Size size = apply(image.size());
    byte[] from = image.rgb();
    byte[] to = new byte[from.length];
    int at = 0;
    for (int y = 0; y < size.height(); y++) {
      int readY = reversedY ? size.height() - 1 - y : y;
      for (int x = 0; x < size.width(); x++, at += 3) {
        int readX = reversedX ? size.width() - 1 - x : x;
        int source = 3 * (swapped ? readX * image.width() + readY : readY * image.width() + readX);
        to[at] = from[source];
        to[at + 1] = from[source + 1];
        to[at + 2] = from[source + 2];
      }
    }
    return new RgbImage(size.width(), size.height(), to);
  }
}
