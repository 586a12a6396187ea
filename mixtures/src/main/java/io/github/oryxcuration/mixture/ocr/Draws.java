package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Seeded random numbers that are the same in every Java (SplitMix64; Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014).
 */
final class Draws {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  Draws(long seed) {
    state = seed;
  }

  /** For one purpose of one row. */
  static Draws of(long seed, String id, String purpose) {
    byte[] text = (seed + "\n" + purpose + "\n" + id).getBytes(StandardCharsets.UTF_8);
    return new Draws(ByteBuffer.wrap(Digest.of(text)).getLong());
  }

  long bits() {
    state += STEP;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** In [0, bound); the bias of 32 bits is far below what anyone could see here. */
  int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  /** In [from, to], both included. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  /** In [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  <T> T pick(List<T> items) {
    return items.get(below(items.size()));
  }
}
