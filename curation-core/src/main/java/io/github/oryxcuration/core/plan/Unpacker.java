package io.github.oryxcuration.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes apart what {@link Packer} made. Damaged bytes are an {@link IllegalArgumentException}. */
final class Unpacker {
  private final byte[] bytes;
  private final int end;
  private int at;

  Unpacker(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  boolean flag() {
    return number() != 0;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = next();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  int integer() {
    return Math.toIntExact(number());
  }

  double real() {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits = bits << 8 | (next() & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  String text() {
    long length = number();
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    String text = new String(bytes, at, (int) length, UTF_8);
    at += (int) length;
    return text;
  }

  /** A count and so many elements, each of at least one byte. */
  <T> List<T> list(Supplier<T> element) {
    long count = number();
    if (count < 0 || count > end - at) {
      throw damaged();
    }
    List<T> list = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }

  private byte next() {
    if (at == end) {
      throw damaged();
    }
    return bytes[at++];
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("a packed row is damaged");
  }
}
