package io.github.oryxcuration.core.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * How hashes that are near each other are found without comparing all: hashes that differ in up to
 * {@value #NEAR} bits have two of six blocks of bits in common, so it is enough to compare those
 * that share a pair of blocks (Manku, Jain and Das Sarma, WWW 2007).
 */
public final class NearHashes {
  /** Two pictures whose hashes differ in no more bits look alike. */
  public static final int NEAR = 4;

  private static final List<Long> MASKS = pairsOfBlocks();

  private NearHashes() {}

  /** The bits of each of the 15 pairs of blocks. */
  public static List<Long> masks() {
    return MASKS;
  }

  private static List<Long> pairsOfBlocks() {
    int blocks = NEAR + 2;
    long[] block = new long[blocks];
    for (int bit = 0; bit < Long.SIZE; bit++) {
      block[bit * blocks / Long.SIZE] |= 1L << bit;
    }
    List<Long> pairs = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      for (int j = i + 1; j < blocks; j++) {
        pairs.add(block[i] | block[j]);
      }
    }
    return List.copyOf(pairs);
  }
}
