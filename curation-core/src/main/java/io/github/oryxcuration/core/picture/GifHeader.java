package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The screen and the first frame of a GIF file (GIF89a). */
final class GifHeader {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;
  static final int NONE = -1;

  final HeaderBytes bytes;
  final byte[] raw;

  /** Where the colours begin that the first frame uses, and how many bytes; NONE without them. */
  int paletteAt = NONE;

  int paletteBytes;
  int transparent = NONE;
  int frameX;
  int frameY;
  int frameWidth;
  int frameHeight;
  boolean interlaced;

  /** Where the byte of the least code size stands. */
  int dataAt;

  GifHeader(byte[] raw) {
    this.raw = raw;
    bytes = new HeaderBytes(raw, PictureFormat.GIF, ByteOrder.LITTLE_ENDIAN);
    long at = 13;
    int flags = bytes.u8(10);
    if ((flags & 0x80) != 0) {
      at = palette(at, flags);
    }
    readFrame(findImage(at));
  }

  private int palette(long at, int flags) {
    paletteAt = (int) at;
    paletteBytes = 3 << ((flags & 7) + 1);
    return paletteAt + paletteBytes;
  }

  private long findImage(long start) {
    long at = start;
    while (bytes.u8(at) != IMAGE) {
      if (bytes.u8(at) == TRAILER) {
        throw bytes.unreadable("it holds no frame");
      }
      if (bytes.u8(at) != EXTENSION) {
        at++; // Pillow skips what it does not know between blocks
        continue;
      }
      if (bytes.u8(at + 1) == GRAPHIC_CONTROL && (bytes.u8(at + 3) & 1) != 0) {
        transparent = bytes.u8(at + 6);
      }
      at = afterBlocks(at + 2);
    }
    return at;
  }

  private void readFrame(long at) {
    frameX = bytes.u16(at + 1);
    frameY = bytes.u16(at + 3);
    frameWidth = bytes.u16(at + 5);
    frameHeight = bytes.u16(at + 7);
    int flags = bytes.u8(at + 9);
    interlaced = (flags & 0x40) != 0;
    long data = at + 10;
    if ((flags & 0x80) != 0) {
      data = palette(data, flags);
    }
    dataAt = bytes.checked(data, 1);
    if (frameWidth == 0 || frameHeight == 0) {
      throw bytes.unreadable("its first frame has " + frameWidth + "x" + frameHeight + " pixels");
    }
  }

  private long afterBlocks(long start) {
    long at = start;
    int length;
    while ((length = bytes.u8(at)) != 0) {
      at += 1 + length;
    }
    return at + 1;
  }

  /** The screen, or more where the first frame reaches over its edge, as Pillow takes it. */
  Size size() {
    return new Size(
        Math.max(bytes.u16(6), frameX + frameWidth), Math.max(bytes.u16(8), frameY + frameHeight));
  }

  PictureInfo info() {
    return new PictureInfo(
        PictureFormat.GIF,
        size(),
        Orientation.UPRIGHT,
        8,
        paletteAt == NONE ? Colors.GREY : Colors.PALETTE,
        hasSecondFrame());
  }

  /** As far as the bytes reach. */
  private boolean hasSecondFrame() {
    long at = dataAt + 1L;
    while (at < bytes.length()) {
      int length = bytes.u8(at++);
      if (length == 0) {
        break;
      }
      at += length;
    }
    while (at < bytes.length() && bytes.u8(at) != IMAGE) {
      if (bytes.u8(at) == TRAILER) {
        return false;
      }
      at = bytes.u8(at) == EXTENSION ? skipExtension(at) : at + 1;
    }
    return at < bytes.length();
  }

  private long skipExtension(long start) {
    long at = start + 2;
    while (at < bytes.length() && bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
