package io.github.oryxcuration.needle.choose;

import java.util.function.IntPredicate;

/**
 * Finds all hashes within a Hamming distance. A hash is cut into four bands of 16 bits; of two
 * hashes that differ in at most {@code h} bits, one band differs in at most {@code h / 4}, so only
 * the frames that share such a band are compared.
 */
final class HashBands {
  private static final int BANDS = 4;
  private static final int BITS = 16;
  private static final int KEYS = 1 << BITS;

  private final int distance;
  private final int[] masks;
  private final int[][] starts = new int[BANDS][KEYS + 1];
  private final int[][] items;

  /** The hash of each item, in the same order: candidates lie side by side. */
  private final long[][] hashes;

  HashBands(long[] hashes, int distance) {
    this.distance = distance;
    this.items = new int[BANDS][hashes.length];
    this.hashes = new long[BANDS][hashes.length];
    this.masks = masks(distance / BANDS);
    for (int band = 0; band < BANDS; band++) {
      fill(band, hashes);
    }
  }

  /** All words of 16 bits with at most so many ones. */
  private static int[] masks(int ones) {
    return java.util.stream.IntStream.range(0, KEYS)
        .filter(word -> Integer.bitCount(word) <= ones)
        .toArray();
  }

  private static int key(long hash, int band) {
    return (int) (hash >>> (band * BITS)) & (KEYS - 1);
  }

  private void fill(int band, long[] all) {
    int[] start = starts[band];
    for (long hash : all) {
      start[key(hash, band) + 1]++;
    }
    for (int key = 0; key < KEYS; key++) {
      start[key + 1] += start[key];
    }
    int[] next = start.clone();
    for (int i = 0; i < all.length; i++) {
      int at = next[key(all[i], band)]++;
      items[band][at] = i;
      hashes[band][at] = all[i];
    }
  }

  /** Shows those within the distance to {@code taker}, some twice, until it says stop (true). */
  boolean visit(long hash, IntPredicate taker) {
    for (int band = 0; band < BANDS; band++) {
      int key = key(hash, band);
      for (int mask : masks) {
        int other = key ^ mask;
        for (int at = starts[band][other]; at < starts[band][other + 1]; at++) {
          if (Long.bitCount(hash ^ hashes[band][at]) <= distance && taker.test(items[band][at])) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
