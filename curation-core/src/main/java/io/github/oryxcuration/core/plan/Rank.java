package io.github.oryxcuration.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The place of a row in a seeded random order: 128 bits that depend on the seed, a purpose and the
 * row's id alone. Choosing the k rows of lowest rank is drawing k rows without replacement, and
 * takes no memory of the others.
 */
public final class Rank {
  /** Bytes of a rank. */
  public static final int BYTES = 16;

  /** For choosing rows of a source. */
  public static final String SELECT = "select";

  /** For the order of the set. */
  public static final String ORDER = "order";

  private Rank() {}

  public static byte[] of(long seed, String purpose, String id) {
    return new Draw(seed, purpose).of(id.getBytes(UTF_8));
  }

  public static String hex(byte[] rank) {
    return HexFormat.of().formatHex(rank);
  }

  /** Draws the ranks of many rows for one seed and purpose. Not for several threads at once. */
  public static final class Draw {
    private final MessageDigest sha256 = Digest.create();
    private final byte[] start;

    public Draw(long seed, String purpose) {
      this.start = (seed + "\n" + purpose + "\n").getBytes(UTF_8);
    }

    /** The rank of the row whose id is this, in UTF-8. */
    public byte[] of(byte[] id) {
      return of(id, 0, id.length);
    }

    /** As {@link #of(byte[])}, for an id that lies within an array. */
    public byte[] of(byte[] bytes, int offset, int length) {
      sha256.update(start);
      sha256.update(bytes, offset, length);
      return Arrays.copyOf(sha256.digest(), BYTES);
    }
  }
}
