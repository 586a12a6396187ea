package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.io.Serializable;

/**
 * When two frames look so alike that a question about one could be answered from the other: by
 * their hashes, or by structure and colour together.
 *
 * @param hash bits of 64 that may differ, 0 to {@link #MAX_HASH}
 * @param structure mean difference of luma over 6 x 4 cells, 0 to 255
 * @param colour mean difference of the colour components over the same cells
 */
public record Nearness(int hash, double structure, double colour) implements Serializable {
  public static final Nearness DEFAULT = new Nearness(6, 2.5, 1.5);

  /** Up to here the index finds every near hash. */
  public static final int MAX_HASH = 11;

  public Nearness {
    if (hash < 0 || hash > MAX_HASH) {
      throw new IllegalArgumentException("hash must be in [0, 11], but was " + hash);
    }
    if (!(structure >= 0 && structure <= 255 && colour >= 0 && colour <= 255)) {
      throw new IllegalArgumentException(
          "structure and colour must be in [0, 255], but were " + structure + ", " + colour);
    }
  }

  public boolean near(FrameFeatures a, FrameFeatures b) {
    return a.hashDistance(b) <= hash
        || (a.structureDistance(b) <= structure && a.colourDistance(b) <= colour);
  }
}
