package io.github.oryxcuration.core.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the orientation in a block of EXIF. Broken EXIF is no fault of the picture: upright. */
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /**
   * Reads {@code length} bytes from {@code start} on, which begin with the byte order mark of TIFF;
   * they may reach past the end of the array.
   */
  static Orientation read(byte[] bytes, long start, long length) {
    long end = Math.min(bytes.length, start + length);
    if (start < 0 || end - start < 8) {
      return Orientation.UPRIGHT;
    }
    ByteBuffer block = ByteBuffer.wrap(bytes, (int) start, (int) (end - start)).slice();
    boolean little = block.get(0) == 'I' && block.get(1) == 'I';
    if (!little && (block.get(0) != 'M' || block.get(1) != 'M')) {
      return Orientation.UPRIGHT;
    }
    block.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    try {
      return find(block, block.getInt(4) & 0xffffffffL);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation find(ByteBuffer block, long directory) {
    if (directory + 2 > block.limit()) {
      return Orientation.UPRIGHT;
    }
    int at = (int) directory;
    int entries = block.getShort(at) & 0xffff;
    at += 2;
    for (int i = 0; i < entries && at + ENTRY_BYTES <= block.limit(); i++, at += ENTRY_BYTES) {
      if ((block.getShort(at) & 0xffff) == TAG && block.getShort(at + 2) == SHORT) {
        return Orientation.ofExif(block.getShort(at + 8) & 0xffff);
      }
    }
    return Orientation.UPRIGHT;
  }
}
