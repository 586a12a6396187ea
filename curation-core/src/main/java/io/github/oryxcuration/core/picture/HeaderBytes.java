package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers at positions of a picture file; a position past its end says that it breaks off. */
final class HeaderBytes {
  private final byte[] bytes;
  private final PictureFormat format;
  private final ByteBuffer numbers;

  HeaderBytes(byte[] bytes, PictureFormat format, ByteOrder order) {
    this.bytes = bytes;
    this.format = format;
    this.numbers = ByteBuffer.wrap(bytes).order(order);
  }

  int length() {
    return bytes.length;
  }

  int u8(long at) {
    return bytes[checked(at, 1)] & 0xff;
  }

  int u16(long at) {
    return numbers.getShort(checked(at, 2)) & 0xffff;
  }

  long u32(long at) {
    return numbers.getInt(checked(at, 4)) & 0xffffffffL;
  }

  int s32(long at) {
    return numbers.getInt(checked(at, 4));
  }

  /** Whether the ASCII text stands there; false past the end. */
  boolean has(long at, String ascii) {
    byte[] text = ascii.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || at + text.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[(int) at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The position as an index, where {@code count} bytes are there. */
  int checked(long at, int count) {
    if (at < 0 || at + count > bytes.length) {
      long missing = Math.max(at, bytes.length); // where count bytes begin before the end
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          format
              + " breaks off after "
              + bytes.length
              + " bytes: it should go on at byte "
              + missing);
    }
    return (int) at;
  }

  CurationException unreadable(String why) {
    return new CurationException(Reason.MEDIA_UNREADABLE, format + " cannot be read: " + why);
  }
}
