package io.github.oryxcuration.core.picture;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Steps through the chunks of a PNG file and checks those that carry the picture. */
final class PngChunks {
  private final HeaderBytes bytes;
  private final byte[] raw;
  private long next = PngHeader.FIRST_CHUNK;
  private String type = "";
  private int dataAt;
  private int length;

  PngChunks(byte[] raw, HeaderBytes bytes) {
    this.raw = raw;
    this.bytes = bytes;
  }

  /**
   * Goes to the next chunk.
   *
   * @throws io.github.oryxcuration.core.error.CurationException MEDIA_TRUNCATED where it is not
   *     whole, MEDIA_UNREADABLE where its checksum is wrong
   */
  void advance() {
    long at = next;
    long size = bytes.u32(at);
    bytes.checked(at + 4, 4);
    type = new String(raw, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
    if (!isName(type)) {
      throw bytes.unreadable("at byte " + at + " there is no chunk");
    }
    if (at + 12 + size > bytes.length()) {
      bytes.checked(at + 8 + size, 4);
    }
    dataAt = (int) at + 8;
    length = (int) size;
    next = at + 12 + size;
    if (Character.isUpperCase(type.charAt(0))) {
      checkSum(at);
    }
  }

  private void checkSum(long at) {
    CRC32 crc = new CRC32();
    crc.update(raw, (int) at + 4, length + 4);
    if (crc.getValue() != bytes.u32(at + 8 + length)) {
      throw bytes.unreadable("the checksum of its chunk " + type + " at byte " + at + " is wrong");
    }
  }

  private static boolean isName(String type) {
    return type.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  boolean is(String name) {
    return type.equals(name);
  }

  int dataAt() {
    return dataAt;
  }

  int length() {
    return length;
  }
}
