package io.github.oryxcuration.core.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * RGB bytes to the planes of a YUV frame, by BT.601 in integers, so that the result is the same on
 * every machine. Chroma of 4:2:0 is the mean of a square of four pixels, as JFIF sites it; a last
 * odd row or column counts twice.
 */
final class Yuv {
  /** 0 to 255, as JFIF demands. */
  static final Yuv FULL =
      new Yuv(
          new int[] {19595, 38470, 7471},
          0,
          new int[] {-11059, -21709, 32768},
          new int[] {32768, -27439, -5329});

  /** Luma 16 to 235, chroma 16 to 240, as players of video expect. */
  static final Yuv LIMITED =
      new Yuv(
          new int[] {16829, 33039, 6416},
          16,
          new int[] {-9714, -19071, 28785},
          new int[] {28785, -24103, -4682});

  private static final int SHIFT = 16;
  private static final int RGB = 3;

  private final int[] luma;
  private final int black;
  private final int[] blue;
  private final int[] red;

  private Yuv(int[] luma, int black, int[] blue, int[] red) {
    this.luma = luma;
    this.black = black;
    this.blue = blue;
    this.red = red;
  }

  /**
   * Writes the planes of a frame that has its buffers.
   *
   * @param halved whether chroma has half the width and height
   */
  void fill(AVFrame frame, byte[] rgb, int width, int height, boolean halved) {
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      lumaRow(rgb, y * width * RGB, row);
      put(frame, 0, y, row, width);
    }
    int step = halved ? 2 : 1;
    int chromaWidth = (width + step - 1) / step;
    byte[] second = new byte[chromaWidth];
    for (int y = 0; y < height; y += step) {
      int below = Math.min(y + step - 1, height - 1);
      chromaRow(rgb, y * width * RGB, below * width * RGB, width, step, row, second);
      put(frame, 1, y / step, row, chromaWidth);
      put(frame, 2, y / step, second, chromaWidth);
    }
  }

  private static void put(AVFrame frame, int plane, int y, byte[] row, int length) {
    BytePointer data = frame.data(plane);
    data.position((long) y * frame.linesize(plane)).put(row, 0, length);
  }

  private void lumaRow(byte[] rgb, int from, byte[] row) {
    int rounding = (black << SHIFT) + (1 << (SHIFT - 1));
    int at = from;
    for (int x = 0; x < row.length; x++, at += RGB) {
      int weighted =
          luma[0] * (rgb[at] & 0xff)
              + luma[1] * (rgb[at + 1] & 0xff)
              + luma[2] * (rgb[at + 2] & 0xff);
      row[x] = (byte) ((weighted + rounding) >> SHIFT);
    }
  }

  private void chromaRow(
      byte[] rgb, int upper, int lower, int width, int step, byte[] cb, byte[] cr) {
    int shift = SHIFT + 2;
    // One less than a half: a grey of full strength must not round up to 256.
    int rounding = (128 << shift) + (1 << (shift - 1)) - 1;
    for (int x = 0, i = 0; x < width; x += step, i++) {
      int left = x * RGB;
      int right = Math.min(x + step - 1, width - 1) * RGB;
      int r = sum(rgb, upper, lower, left, right);
      int g = sum(rgb, upper, lower, left + 1, right + 1);
      int b = sum(rgb, upper, lower, left + 2, right + 2);
      cb[i] = (byte) ((blue[0] * r + blue[1] * g + blue[2] * b + rounding) >> shift);
      cr[i] = (byte) ((red[0] * r + red[1] * g + red[2] * b + rounding) >> shift);
    }
  }

  private static int sum(byte[] rgb, int upper, int lower, int left, int right) {
    return (rgb[upper + left] & 0xff)
        + (rgb[upper + right] & 0xff)
        + (rgb[lower + left] & 0xff)
        + (rgb[lower + right] & 0xff);
  }
}
