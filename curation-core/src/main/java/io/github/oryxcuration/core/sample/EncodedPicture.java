package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one encoded picture (JPEG, PNG, …), passed along without a copy. Equal for equal
 * bytes. The array is handed over: neither the giver nor a taker may change it afterwards.
 */
public final class EncodedPicture {
  private static final EncodedPicture ABSENT = new EncodedPicture(new byte[0], true);

  private final byte[] bytes;
  private final boolean absent;

  private EncodedPicture(byte[] bytes, boolean absent) {
    this.bytes = requireNonNull(bytes, "bytes");
    this.absent = absent;
  }

  /** Takes the array over, without a copy. */
  public static EncodedPicture of(byte[] bytes) {
    return new EncodedPicture(bytes, false);
  }

  /** What stands for a picture whose bytes a reader was told to skip; it cannot be written. */
  public static EncodedPicture absent() {
    return ABSENT;
  }

  public boolean isAbsent() {
    return absent;
  }

  public int length() {
    return bytes.length;
  }

  /** The array itself, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** A view that cannot be written to. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedPicture that
        && absent == that.absent
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return absent ? "absent picture" : "picture of " + bytes.length + " bytes";
  }
}
