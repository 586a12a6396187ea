package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The headers of a BMP file of any age (OS/2 to version 5), checked. */
final class BmpHeader {
  static final int PLAIN = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int MASKS = 3;

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final long MAX_HEADER = 4096;

  final HeaderBytes bytes;
  final int width;
  final int height;
  final boolean bottomUp;
  final int bits;
  final int compression;
  final int dataAt;

  /** Where the palette begins, how many entries it has and the bytes of each. */
  final int paletteAt;

  final int paletteEntries;
  final int paletteStep;

  BmpHeader(byte[] raw) {
    bytes = new HeaderBytes(raw, PictureFormat.BMP, ByteOrder.LITTLE_ENDIAN);
    long headerBytes = bytes.u32(FILE_HEADER);
    boolean core = headerBytes == CORE;
    if (!core && (headerBytes < INFO || headerBytes > MAX_HEADER)) {
      throw bytes.unreadable("its header has " + headerBytes + " bytes");
    }
    bytes.checked(FILE_HEADER, (int) headerBytes);
    width = core ? bytes.u16(18) : bytes.s32(18);
    int rows = core ? bytes.u16(20) : bytes.s32(22);
    height = Math.abs(rows);
    bottomUp = rows > 0;
    bits = bytes.u16(core ? 24 : 28);
    compression = core ? PLAIN : (int) Math.min(bytes.u32(30), Integer.MAX_VALUE);
    long used = core ? 0 : bytes.u32(46);
    paletteAt = FILE_HEADER + (int) headerBytes;
    paletteEntries = bits > 8 ? 0 : (int) Math.min(used == 0 ? 256 : used, 1L << bits);
    paletteStep = core ? 3 : 4;
    dataAt = (int) Math.min(bytes.u32(10), Integer.MAX_VALUE);
    check();
  }

  private void check() {
    if (width < 1 || height < 1) {
      throw bytes.unreadable("its header says " + width + "x" + height + " pixels");
    }
    boolean known =
        switch (compression) {
          case PLAIN ->
              bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
          case RLE8 -> bits == 8;
          case RLE4 -> bits == 4;
          case MASKS -> bits == 16 || bits == 32;
          default -> false;
        };
    if (!known) {
      throw bytes.unreadable(
          "its compression " + compression + " with " + bits + " bits is not known here");
    }
  }

  PictureInfo info() {
    return new PictureInfo(
        PictureFormat.BMP,
        new Size(width, height),
        Orientation.UPRIGHT,
        Math.min(bits, 8),
        bits <= 8 ? Colors.PALETTE : Colors.RGB,
        false);
  }
}
