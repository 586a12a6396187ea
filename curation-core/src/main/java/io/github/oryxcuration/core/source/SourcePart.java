package io.github.oryxcuration.core.source;

import static java.util.Objects.requireNonNull;

/**
 * A part of a source that is read on its own.
 *
 * @param file storage path
 * @param start first byte of the part; a line belongs to the part in which it starts
 * @param end one past the last byte, or {@link Long#MAX_VALUE} for the whole file
 * @param digest of the whole file, as {@link io.github.oryxcuration.core.sample.Origin} holds it;
 *     found once when the parts are cut, so that no part hashes the file again
 */
public record SourcePart(String file, long start, long end, String digest)
    implements java.io.Serializable {
  /** Begins the {@code file} of a part that no file holds, because its rows are made. */
  public static final String MADE = "made:";

  public SourcePart {
    requireNonNull(file, "file");
    requireNonNull(digest, "digest");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "part must satisfy 0 <= start <= end, but was [" + start + ", " + end + ")");
    }
  }

  /** Whether {@code file} is a file of the storage. */
  public boolean isStored() {
    return !file.startsWith(MADE);
  }

  public static SourcePart whole(String file, String digest) {
    return new SourcePart(file, 0, Long.MAX_VALUE, digest);
  }
}
