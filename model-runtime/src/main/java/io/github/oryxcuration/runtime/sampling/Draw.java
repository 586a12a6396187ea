package io.github.oryxcuration.runtime.sampling;

/**
 * How one answer comes about: by random numbers of its own, or by none.
 *
 * @param seed of its random numbers
 * @param row number of the answer among those of one seed
 * @param likeliest whether it takes the likeliest token each time, whatever the temperature
 */
public record Draw(long seed, int row, boolean likeliest) {
  /** The answer that involves no chance. */
  public static final Draw LIKELIEST = new Draw(0, 0, true);

  public Draw {
    if (row < 0) {
      throw new IllegalArgumentException("row must be at least 0, but was " + row);
    }
  }

  /** An answer with a seed to itself. */
  public static Draw of(long seed) {
    return new Draw(seed, 0, false);
  }

  /** A sampler of its tokens. */
  public Sampler sampler(Sampling sampling) {
    return new Sampler(likeliest ? sampling.likeliest() : sampling, seed, row);
  }
}
