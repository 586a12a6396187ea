package io.github.oryxcuration.core.records;

import org.jspecify.annotations.Nullable;

/** One record of a file as it was cut out: its bytes, or why they are none. */
public final class RawRecord {
  private static final byte[] NOTHING = {};

  private final String position;
  private final String key;
  private final byte[] bytes;
  private final @Nullable String fault;

  private RawRecord(String position, String key, byte[] bytes, @Nullable String fault) {
    this.position = position;
    this.key = key;
    this.bytes = bytes;
    this.fault = fault;
  }

  static RawRecord sound(String position, String key, byte[] bytes) {
    return new RawRecord(position, key, bytes, null);
  }

  static RawRecord broken(String position, String key, String fault) {
    return new RawRecord(position, key, NOTHING, fault);
  }

  /** Unique in the file: a byte offset for lines, a 0-based ordinal otherwise. */
  public String position() {
    return position;
  }

  /** Its key in a JSON object, or an empty string. */
  public String key() {
    return key;
  }

  /** The bytes of the record; the caller may keep them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Why the record could not be cut out, or null if it could. */
  public @Nullable String fault() {
    return fault;
  }
}
