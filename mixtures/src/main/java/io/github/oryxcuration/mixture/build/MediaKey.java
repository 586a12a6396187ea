package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import java.nio.ByteBuffer;

/**
 * The key by which candidates are grouped before their media are probed. Rows that show the same
 * medium lie beside each other, so that it is probed once; rows of one stretch of a Parquet file
 * lie in its order, so that its pages are read once.
 *
 * <pre>key = hash of the place (8 bytes), position in it (8 bytes), hash of the id (8 bytes)</pre>
 */
final class MediaKey {
  static final int BYTES = 24;

  /** Rows of a Parquet file that are probed by one worker. */
  private static final int STRETCH = 4096;

  private MediaKey() {}

  static byte[] of(Candidate candidate) {
    ByteBuffer key = ByteBuffer.allocate(BYTES);
    String place = candidate.id();
    long position = 0;
    if (!candidate.media().isEmpty()) {
      MediaRef first = candidate.media().get(0);
      if (first instanceof MediaRef.InCell cell) {
        place = cell.path() + "#" + cell.row() / STRETCH;
        position = cell.row();
      } else {
        place = first.key();
      }
    }
    return key.putLong(hash(place)).putLong(position).putLong(hash(candidate.id())).array();
  }

  private static long hash(String text) {
    return ByteBuffer.wrap(Digest.of(text.getBytes(UTF_8))).getLong();
  }
}
