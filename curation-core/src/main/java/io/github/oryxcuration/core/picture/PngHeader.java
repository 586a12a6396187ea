package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/** The header chunk of a PNG file (W3C PNG, section 11.2.2), checked. */
final class PngHeader {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  static final int FIRST_CHUNK = 8;

  final int width;
  final int height;
  final int depth;
  final int colorType;
  final boolean interlaced;
  private final HeaderBytes bytes;
  private final byte[] raw;

  PngHeader(byte[] raw) {
    this.raw = raw;
    bytes = new HeaderBytes(raw, PictureFormat.PNG, ByteOrder.BIG_ENDIAN);
    bytes.checked(FIRST_CHUNK, 25);
    if (bytes.u32(FIRST_CHUNK) != 13 || !bytes.has(FIRST_CHUNK + 4, "IHDR")) {
      throw bytes.unreadable("its first chunk is not the header");
    }
    long wide = bytes.u32(16);
    long high = bytes.u32(20);
    if (wide < 1 || high < 1 || wide > Integer.MAX_VALUE || high > Integer.MAX_VALUE) {
      throw bytes.unreadable("its header says " + wide + "x" + high + " pixels");
    }
    width = (int) wide;
    height = (int) high;
    depth = bytes.u8(24);
    colorType = bytes.u8(25);
    interlaced = bytes.u8(28) == 1;
    check();
  }

  private void check() {
    boolean known =
        switch (colorType) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!known) {
      throw bytes.unreadable(
          "colour type " + colorType + " with " + depth + " bits is none of the standard's");
    }
    if (bytes.u8(26) != 0 || bytes.u8(27) != 0 || bytes.u8(28) > 1) {
      throw bytes.unreadable(
          "its methods of compression, filtering and interlace are "
              + bytes.u8(26)
              + ", "
              + bytes.u8(27)
              + " and "
              + bytes.u8(28)
              + "; 0, 0 and 0 or 1 are known");
    }
  }

  int channels() {
    return switch (colorType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  HeaderBytes bytes() {
    return bytes;
  }

  /** Looks at the names of the chunks as far as the bytes reach; an end too soon is no error. */
  PictureInfo info() {
    boolean animated = false;
    Orientation orientation = Orientation.UPRIGHT;
    long at = FIRST_CHUNK;
    while (at + 12 <= bytes.length()) {
      long length = bytes.u32(at);
      if (bytes.has(at + 4, "acTL") && at + 12 <= bytes.length()) {
        animated = bytes.u32(at + 8) > 1;
      } else if (bytes.has(at + 4, "eXIf")) {
        orientation = ExifOrientation.read(raw, at + 8, length);
      }
      at += 12 + length;
    }
    return new PictureInfo(
        PictureFormat.PNG, new Size(width, height), orientation, depth, colors(), animated);
  }

  private Colors colors() {
    return switch (colorType) {
      case 0 -> Colors.GREY;
      case 2 -> Colors.RGB;
      case 3 -> Colors.PALETTE;
      case 4 -> Colors.GREY_ALPHA;
      default -> Colors.RGBA;
    };
  }
}
