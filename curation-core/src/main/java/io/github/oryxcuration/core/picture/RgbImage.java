package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import java.util.Arrays;
import java.util.Objects;

/**
 * Pixels of one picture: 8-bit red, green, blue, interleaved, row by row from the top left (HWC).
 *
 * <p>To spare copies of megabytes the array is neither copied on the way in nor on the way out;
 * whoever has it treats it as read-only. Equal by size and pixels.
 */
public final class RgbImage {
  /** What padding is filled with: the middle grey that the normalised range maps to about zero. */
  public static final int MIDDLE_GREY = 127;

  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * Wraps {@code rgb}.
   *
   * @param rgb exactly {@code width * height * 3} bytes; not copied
   */
  public RgbImage(int width, int height, byte[] rgb) {
    int length = length(width, height);
    if (rgb.length != length) {
      throw new IllegalArgumentException(
          "rgb must hold "
              + length
              + " bytes for "
              + width
              + "x"
              + height
              + ", but held "
              + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A picture of one colour. */
  public static RgbImage filled(int width, int height, int red, int green, int blue) {
    byte[] rgb = new byte[length(width, height)];
    for (int i = 0; i < rgb.length; i += CHANNELS) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return new RgbImage(width, height, rgb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public Size size() {
    return new Size(width, height);
  }

  /** The pixels themselves, not a copy. */
  public byte[] rgb() {
    return rgb;
  }

  /** One pixel as {@code 0xRRGGBB}. */
  public int pixel(int x, int y) {
    Objects.checkIndex(x, width);
    Objects.checkIndex(y, height);
    int at = (y * width + x) * CHANNELS;
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
  }

  /** The part that starts at {@code (x, y)}. */
  public RgbImage crop(int x, int y, int cropWidth, int cropHeight) {
    Objects.checkFromIndexSize(x, cropWidth, width);
    Objects.checkFromIndexSize(y, cropHeight, height);
    byte[] part = new byte[length(cropWidth, cropHeight)];
    copyRows(rgb, (y * width + x) * CHANNELS, width, part, 0, cropWidth, cropWidth, cropHeight);
    return new RgbImage(cropWidth, cropHeight, part);
  }

  /** This picture at {@code (x, y)} of a canvas of middle grey, as the trainer's own padding is. */
  public RgbImage padded(Size canvas, int x, int y) {
    Objects.checkFromIndexSize(x, width, canvas.width());
    Objects.checkFromIndexSize(y, height, canvas.height());
    byte[] whole = new byte[length(canvas.width(), canvas.height())];
    Arrays.fill(whole, (byte) MIDDLE_GREY);
    int at = (y * canvas.width() + x) * CHANNELS;
    copyRows(rgb, 0, width, whole, at, canvas.width(), width, height);
    return new RgbImage(canvas.width(), canvas.height(), whole);
  }

  /** This picture with red and blue exchanged: what a reader of BGR pixels takes for RGB. */
  public RgbImage withRedAndBlueExchanged() {
    byte[] exchanged = rgb.clone();
    for (int i = 0; i < exchanged.length; i += CHANNELS) {
      exchanged[i] = rgb[i + 2];
      exchanged[i + 2] = rgb[i];
    }
    return new RgbImage(width, height, exchanged);
  }

  private static void copyRows(
      byte[] from,
      int start,
      int fromWidth,
      byte[] to,
      int at,
      int toWidth,
      int columns,
      int rows) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          from,
          start + row * fromWidth * CHANNELS,
          to,
          at + row * toWidth * CHANNELS,
          columns * CHANNELS);
    }
  }

  /** Bytes of a picture, or the refusal of a size that has none. */
  static int length(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, but were " + width + " and " + height);
    }
    long length = (long) width * height * CHANNELS;
    if ((long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a picture must have at most " + MAX_PIXELS + " pixels, but has " + width + "x" + height);
    }
    return (int) length;
  }

  /** The most pixels that one array can hold. */
  static final long MAX_PIXELS = (Integer.MAX_VALUE - 8) / CHANNELS;

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(rgb, image.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  /** As in {@code RgbImage 640x480}. */
  @Override
  public String toString() {
    return "RgbImage " + width + "x" + height;
  }
}
