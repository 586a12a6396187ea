package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The headers of a BMP file of any age (OS/2 to version 5). */
final class BmpHeader {
  private static final int CORE = 12;
  private static final long MAX_HEADER = 4096;

  final HeaderBytes bytes;
  final int width;
  final int height;
  final boolean bottomUp;
  final int bits;
  final long compression;
  final long headerBytes;
  final long dataAt;

  BmpHeader(byte[] raw) {
    bytes = new HeaderBytes(raw, PictureFormat.BMP, ByteOrder.LITTLE_ENDIAN);
    dataAt = bytes.u32(10);
    headerBytes = bytes.u32(14);
    if (headerBytes == CORE) {
      width = bytes.u16(18);
      height = bytes.u16(20);
      bottomUp = true;
      bits = bytes.u16(24);
      compression = 0;
    } else {
      if (headerBytes < 40 || headerBytes > MAX_HEADER) {
        throw bytes.unreadable("its header has " + headerBytes + " bytes");
      }
      width = bytes.s32(18);
      int signed = bytes.s32(22);
      bottomUp = signed > 0;
      height = Math.abs(signed);
      bits = bytes.u16(28);
      compression = bytes.u32(30);
    }
    if (width < 1 || height < 1) {
      throw bytes.unreadable("its header says " + width + "x" + height + " pixels");
    }
  }

  /** Refuses what the JDK's reader would allocate without asking, and rows that are missing. */
  void checkComplete() {
    if (headerBytes != CORE && bytes.u32(46) > 256) {
      throw bytes.unreadable("its palette has " + bytes.u32(46) + " colours; 256 are possible");
    }
    if (compression == 0 || compression == 3) {
      long rowBytes = ((long) width * bits + 31) / 32 * 4;
      long end = dataAt + rowBytes * height;
      if (end > bytes.length()) {
        bytes.checked(end - 1, 1);
      }
    }
  }

  PictureInfo info() {
    return new PictureInfo(
        PictureFormat.BMP,
        new Size(width, height),
        Orientation.UPRIGHT,
        bits <= 8 ? bits : 8,
        bits <= 8 ? Colors.PALETTE : Colors.RGB,
        false);
  }
}
