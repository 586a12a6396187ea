package io.github.oryxcuration.core.run;

/**
 * A power of two of buckets; a key belongs to the one that its leading bits name, so buckets are
 * ranges of keys in ascending order.
 */
public record Buckets(int count) {
  private static final int MAX = 4096;

  public Buckets {
    if (count < 1 || count > MAX || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(
          "buckets must be a power of two up to " + MAX + ", but was " + count);
    }
  }

  /** Enough buckets for each to hold about {@code target} of {@code total} bytes, at least 8. */
  public static Buckets of(long total, long target) {
    int count = 8;
    while (count < MAX && (double) count * target < total) {
      count *= 2;
    }
    return new Buckets(count);
  }

  /** The bucket of a key whose first two bytes are given. */
  int of(byte first, byte second) {
    int lead = ((first & 0xff) << 8) | (second & 0xff);
    return (lead * count) >>> 16;
  }

  public int of(byte[] key) {
    return of(key[0], key[1]);
  }
}
