package io.github.oryxcuration.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.Arrays;

/** Lays values one after the other into an array that grows. */
final class Packer {
  private byte[] bytes;
  private int size;

  Packer(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  void flag(boolean value) {
    number(value ? 1 : 0);
  }

  /** 7 bits a byte, the low ones first; small numbers are short, negative ones take ten bytes. */
  void number(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void real(double value) {
    ensure(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
  }

  /**
   * Its length and its UTF-8.
   *
   * @throws CurationException MALFORMED_ROW if the text has none: half of a surrogate pair, which
   *     JSON can name
   */
  void text(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    if (!value.equals(new String(utf8, UTF_8))) {
      throw new CurationException(
          Reason.MALFORMED_ROW,
          "a text of the row has no UTF-8 form: it holds half of a surrogate pair");
    }
    number(utf8.length);
    raw(utf8, 0, utf8.length);
  }

  void raw(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
