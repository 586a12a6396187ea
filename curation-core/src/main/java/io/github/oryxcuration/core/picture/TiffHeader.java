package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The first directory of a TIFF file (TIFF 6.0). */
final class TiffHeader {
  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;

  private final HeaderBytes bytes;
  private final byte[] raw;
  private long width;
  private long height;
  private long bits = 1;
  private long photometric;
  private long samples = 1;

  private TiffHeader(byte[] raw) {
    this.raw = raw;
    ByteOrder order = raw[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    bytes = new HeaderBytes(raw, PictureFormat.TIFF, order);
  }

  static PictureInfo read(byte[] raw) {
    return new TiffHeader(raw).info();
  }

  private PictureInfo info() {
    long at = bytes.u32(4);
    int entries = bytes.u16(at);
    at += 2;
    for (int i = 0; i < entries; i++, at += ENTRY_BYTES) {
      readEntry(at);
    }
    boolean pages = at + 4 <= bytes.length() && bytes.u32(at) != 0;
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw bytes.unreadable("its directory says " + width + "x" + height + " pixels");
    }
    return new PictureInfo(
        PictureFormat.TIFF,
        new Size((int) width, (int) height),
        ExifOrientation.read(raw, 0, raw.length),
        (int) Math.min(bits, 64),
        colors(),
        pages);
  }

  private void readEntry(long at) {
    switch (bytes.u16(at)) {
      case 256 -> width = value(at);
      case 257 -> height = value(at);
      case 258 -> bits = value(at);
      case 262 -> photometric = value(at);
      case 277 -> samples = value(at);
      default -> bytes.checked(at, ENTRY_BYTES);
    }
  }

  /** The first value of an entry; several SHORTs stand elsewhere. */
  private long value(long at) {
    if (bytes.u16(at + 2) != SHORT) {
      return bytes.u32(at + 8);
    }
    return bytes.u32(at + 4) <= 2 ? bytes.u16(at + 8) : bytes.u16(bytes.u32(at + 8));
  }

  private Colors colors() {
    if (photometric == 3) {
      return Colors.PALETTE;
    }
    if (photometric == 5) {
      return Colors.CMYK;
    }
    if (photometric == 0 || photometric == 1) {
      return samples > 1 ? Colors.GREY_ALPHA : Colors.GREY;
    }
    return samples > 3 ? Colors.RGBA : Colors.RGB;
  }
}
