package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The first chunk of a WebP file (RFC 9649). */
final class WebpHeader {
  private static final int ALPHA = 0x10;
  private static final int EXIF = 0x08;
  private static final int ANIMATION = 0x02;

  private WebpHeader() {}

  static PictureInfo read(byte[] raw) {
    HeaderBytes bytes = new HeaderBytes(raw, PictureFormat.WEBP, ByteOrder.LITTLE_ENDIAN);
    if (bytes.has(12, "VP8X")) {
      int flags = bytes.u8(20);
      Size size = new Size(1 + u24(bytes, 24), 1 + u24(bytes, 27));
      Orientation orientation = (flags & EXIF) != 0 ? orientation(raw, bytes) : Orientation.UPRIGHT;
      return info(size, (flags & ALPHA) != 0, orientation, (flags & ANIMATION) != 0);
    }
    if (bytes.has(12, "VP8 ")) {
      if (u24(bytes, 23) != 0x2a019d) {
        throw bytes.unreadable("its frame does not begin with a key frame");
      }
      return checked(bytes, bytes.u16(26) & 0x3fff, bytes.u16(28) & 0x3fff);
    }
    if (bytes.has(12, "VP8L")) {
      if (bytes.u8(20) != 0x2f) {
        throw bytes.unreadable("its lossless data does not begin with 0x2f");
      }
      long packed = bytes.u32(21);
      Size size = new Size(1 + (int) (packed & 0x3fff), 1 + (int) (packed >> 14 & 0x3fff));
      return info(size, (packed >> 28 & 1) != 0, Orientation.UPRIGHT, false);
    }
    bytes.checked(12, 4);
    throw bytes.unreadable("its first chunk is none of VP8, VP8L and VP8X");
  }

  /** The file must be as long as its own head says. */
  static void checkComplete(byte[] raw) {
    HeaderBytes bytes = new HeaderBytes(raw, PictureFormat.WEBP, ByteOrder.LITTLE_ENDIAN);
    long end = 8 + bytes.u32(4);
    if (end > raw.length) {
      bytes.checked(end - 1, 1);
    }
  }

  private static PictureInfo checked(HeaderBytes bytes, int width, int height) {
    if (width == 0 || height == 0) {
      throw bytes.unreadable("its header says " + width + "x" + height + " pixels");
    }
    return info(new Size(width, height), false, Orientation.UPRIGHT, false);
  }

  private static PictureInfo info(
      Size size, boolean alpha, Orientation orientation, boolean animated) {
    return new PictureInfo(
        PictureFormat.WEBP, size, orientation, 8, alpha ? Colors.RGBA : Colors.RGB, animated);
  }

  private static Orientation orientation(byte[] raw, HeaderBytes bytes) {
    long at = 12;
    while (at + 8 <= bytes.length()) {
      long length = bytes.u32(at + 4);
      if (bytes.has(at, "EXIF")) {
        long start = bytes.has(at + 8, "Exif\0\0") ? at + 14 : at + 8;
        return ExifOrientation.read(raw, start, length);
      }
      at += 8 + length + (length & 1);
    }
    return Orientation.UPRIGHT;
  }

  private static int u24(HeaderBytes bytes, long at) {
    return bytes.u16(at) | bytes.u8(at + 2) << 16;
  }
}
