package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.core.plan.Rank;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Random choices that depend on seed, purpose and id alone (SplitMix64 from a hashed start). */
public final class Draw {
  private long state;

  private Draw(long state) {
    this.state = state;
  }

  public static Draw of(long seed, String purpose, String id) {
    return new Draw(ByteBuffer.wrap(Rank.of(seed, purpose, id)).getLong());
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0 to below {@code bound}. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, but was " + bound);
    }
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** The same elements in a drawn order. */
  public <T> List<T> shuffled(List<T> elements) {
    List<T> shuffled = new ArrayList<>(elements);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      java.util.Collections.swap(shuffled, i, below(i + 1));
    }
    return shuffled;
  }
}
