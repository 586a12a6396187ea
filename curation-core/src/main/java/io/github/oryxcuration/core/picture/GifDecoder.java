package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;

/**
 * The first frame of a GIF on its screen, written out here because the JDK's reader gives the frame
 * alone and takes data that break off for a picture.
 */
final class GifDecoder {
  /** First row and step of the four passes of an interlaced frame. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private static final int[][] WHOLE = {{0, 1}};

  private GifDecoder() {}

  static RgbImage decode(byte[] raw) {
    GifHeader header = new GifHeader(raw);
    Size size = header.size();
    byte[] rgb = new byte[RgbImage.length(size.width(), size.height())];
    byte[] palette = palette(header);
    fill(rgb, palette, header.transparent == GifHeader.NONE ? 0 : header.transparent);
    byte[] indices = indices(header);
    int row = 0;
    for (int[] pass : header.interlaced ? PASSES : WHOLE) {
      for (int y = pass[0]; y < header.frameHeight; y += pass[1], row++) {
        int to = ((header.frameY + y) * size.width() + header.frameX) * 3;
        int from = row * header.frameWidth;
        for (int x = 0; x < header.frameWidth; x++, to += 3) {
          System.arraycopy(palette, (indices[from + x] & 0xff) * 3, rgb, to, 3);
        }
      }
    }
    return new RgbImage(size.width(), size.height(), rgb);
  }

  /** Indices past the stored colours are greys, as in Pillow. */
  private static byte[] palette(GifHeader header) {
    byte[] palette = new byte[256 * 3];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) (i / 3);
    }
    if (header.paletteAt != GifHeader.NONE) {
      header.bytes.checked(header.paletteAt, header.paletteBytes);
      System.arraycopy(header.raw, header.paletteAt, palette, 0, header.paletteBytes);
    }
    return palette;
  }

  private static void fill(byte[] rgb, byte[] palette, int index) {
    for (int at = 0; at < rgb.length; at += 3) {
      System.arraycopy(palette, index * 3, rgb, at, 3);
    }
  }

  private static byte[] indices(GifHeader header) {
    long pixels = (long) header.frameWidth * header.frameHeight;
    byte[] indices = new byte[(int) pixels];
    int written = new GifCodes(header.raw, header.dataAt).read(indices);
    if (written < indices.length) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "GIF breaks off: its first frame has " + written + " of " + pixels + " pixels");
    }
    return indices;
  }
}
