package io.github.oryxcuration.mixture.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a sample stands, in the form in which indexes keep it.
 *
 * @param shard number of the file in the set
 * @param row 0-based
 */
record SamplePlace(int shard, long row, String source, String id) {
  /** {@code shard row} and two strings with their lengths, big endian, so that places sort. */
  byte[] bytes() {
    byte[] from = source.getBytes(UTF_8);
    byte[] name = id.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(20 + from.length + name.length);
    bytes.putInt(shard).putLong(row);
    bytes.putInt(from.length).put(from).putInt(name.length).put(name);
    return bytes.array();
  }

  static SamplePlace of(ByteBuffer bytes) {
    return new SamplePlace(bytes.getInt(), bytes.getLong(), text(bytes), text(bytes));
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, UTF_8);
  }

  Finding finding(List<String> files, String message) {
    return new Finding(files.get(shard), row, id, message);
  }

  /** As another finding names it. */
  String told(List<String> files) {
    return files.get(shard) + " row " + row + " (" + id + ", source " + source + ")";
  }
}
