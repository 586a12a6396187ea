package io.github.oryxcuration.needle.choose;

import java.io.Serializable;

/**
 * The depth of a position: 0 for the first frame, 1 for the last, cut into so many equal bins.
 *
 * @param bins at least 1
 */
public record Depths(int bins) implements Serializable {
  public Depths {
    if (bins < 1 || bins > 1000) {
      throw new IllegalArgumentException("bins must be in [1, 1000], but was " + bins);
    }
  }

  public static double depth(int position, int length) {
    return length < 2 ? 0 : position / (double) (length - 1);
  }

  /** The bin of a position among {@code length} frames. */
  public int bin(int position, int length) {
    if (position < 0 || position >= length) {
      throw new IllegalArgumentException(
          "position must be in [0, " + length + "), but was " + position);
    }
    // In whole numbers, so that a position on an edge falls the same way everywhere.
    return length < 2 ? 0 : (int) Math.min(bins - 1, (long) position * bins / (length - 1));
  }
}
