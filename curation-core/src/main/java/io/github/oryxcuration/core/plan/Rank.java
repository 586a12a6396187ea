package io.github.oryxcuration.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
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
    return Arrays.copyOf(Digest.of((seed + "\n" + purpose + "\n" + id).getBytes(UTF_8)), BYTES);
  }

  public static String hex(byte[] rank) {
    return HexFormat.of().formatHex(rank);
  }
}
