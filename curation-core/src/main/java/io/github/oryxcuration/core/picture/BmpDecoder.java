package io.github.oryxcuration.core.picture;

/**
 * BMP, written out here because the JDK's reader lets greys be changed by its colour space, rounds
 * 5-bit colours in its own way and allocates whatever a broken header asks for.
 */
final class BmpDecoder {
  /** Where the three colour masks stand that follow the oldest 40 bytes of header. */
  private static final int MASKS_AT = 54;

  private static final int[] MASKS_555 = {0x7c00, 0x3e0, 0x1f};
  private static final int[] MASKS_888 = {0xff0000, 0xff00, 0xff};

  private final BmpHeader header;
  private final byte[] raw;
  private final byte[] rgb;

  private BmpDecoder(byte[] raw) {
    this.raw = raw;
    header = new BmpHeader(raw);
    rgb = new byte[RgbImage.length(header.width, header.height)];
  }

  static RgbImage decode(byte[] raw) {
    BmpDecoder decoder = new BmpDecoder(raw);
    decoder.decode();
    return new RgbImage(decoder.header.width, decoder.header.height, decoder.rgb);
  }

  private void decode() {
    if (header.compression == BmpHeader.RLE8 || header.compression == BmpHeader.RLE4) {
      byte[] indices = new byte[rgb.length / 3];
      new BmpRuns(header, raw).read(indices);
      lookUp(indices, palette());
      return;
    }
    long rowBytes = ((long) header.width * header.bits + 31) / 32 * 4;
    long lastRow = (long) header.dataAt + rowBytes * (header.height - 1);
    header.bytes.checked(lastRow + (((long) header.width * header.bits + 7) / 8) - 1, 1);
    if (header.bits <= 8) {
      lookUp(indices((int) rowBytes), palette());
    } else if (header.bits == 24) {
      copyColors((int) rowBytes);
    } else {
      unmask((int) rowBytes, masks());
    }
  }

  /** Where a row of the picture, counted from the top, begins among the stored ones. */
  private int rowAt(int y, int rowBytes) {
    return header.dataAt + (header.bottomUp ? header.height - 1 - y : y) * rowBytes;
  }

  private byte[] indices(int rowBytes) {
    byte[] indices = new byte[rgb.length / 3];
    int mask = (1 << header.bits) - 1;
    for (int y = 0, to = 0; y < header.height; y++) {
      int row = rowAt(y, rowBytes);
      for (int x = 0; x < header.width; x++, to++) {
        int bit = x * header.bits;
        int shift = 8 - header.bits - (bit & 7);
        indices[to] = (byte) ((raw[row + (bit >> 3)] >> shift) & mask);
      }
    }
    return indices;
  }

  /** Indices past the stored colours are greys, as in Pillow. */
  private byte[] palette() {
    byte[] palette = new byte[256 * 3];
    for (int i = 0; i < 256; i++) {
      boolean stored = i < header.paletteEntries;
      int at = header.paletteAt + i * header.paletteStep;
      for (int channel = 0; channel < 3; channel++) {
        int value = stored ? header.bytes.u8(at + 2 - channel) : i;
        palette[i * 3 + channel] = (byte) value;
      }
    }
    return palette;
  }

  private void lookUp(byte[] indices, byte[] palette) {
    for (int i = 0, to = 0; i < indices.length; i++, to += 3) {
      System.arraycopy(palette, (indices[i] & 0xff) * 3, rgb, to, 3);
    }
  }

  private void copyColors(int rowBytes) {
    for (int y = 0, to = 0; y < header.height; y++) {
      int from = rowAt(y, rowBytes);
      for (int x = 0; x < header.width; x++, from += 3, to += 3) {
        rgb[to] = raw[from + 2];
        rgb[to + 1] = raw[from + 1];
        rgb[to + 2] = raw[from];
      }
    }
  }

  private int[] masks() {
    if (header.compression == BmpHeader.PLAIN) {
      return header.bits == 16 ? MASKS_555 : MASKS_888;
    }
    int[] masks = new int[3];
    for (int i = 0; i < 3; i++) {
      masks[i] = header.bytes.s32(MASKS_AT + 4L * i);
      int low = Integer.numberOfTrailingZeros(masks[i]);
      if (masks[i] == 0 || Integer.bitCount(masks[i]) > 8 || !isRun(masks[i] >>> low)) {
        throw header.bytes.unreadable(
            "its colour mask " + Integer.toHexString(masks[i]) + " is not 1 to 8 bits in a row");
      }
    }
    return masks;
  }

  private static boolean isRun(int shifted) {
    return (shifted & (shifted + 1)) == 0;
  }

  private void unmask(int rowBytes, int[] masks) {
    int step = header.bits / 8;
    for (int y = 0, to = 0; y < header.height; y++) {
      int from = rowAt(y, rowBytes);
      for (int x = 0; x < header.width; x++, from += step) {
        int pixel = step == 2 ? header.bytes.u16(from) : header.bytes.s32(from);
        for (int mask : masks) {
          int low = Integer.numberOfTrailingZeros(mask);
          rgb[to++] = (byte) (((pixel & mask) >>> low) * 255 / (mask >>> low));
        }
      }
    }
  }
}
