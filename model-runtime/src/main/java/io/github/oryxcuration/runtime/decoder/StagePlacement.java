package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.weights.Placement;

/**
 * Which layers of a decoder stand together, and where.
 *
 * @param first its first layer
 * @param end the layer after its last
 * @param placement what it computes in, and on which device
 * @param packed whether its linear layers keep their weights in oneDNN's order: faster on the CPU,
 *     at the price of a copy in memory instead of pages of the file
 */
public record StagePlacement(int first, int end, Placement placement, boolean packed) {
  public StagePlacement {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException(
          "layers must satisfy 0 <= first < end, but were " + first + " to " + end);
    }
    if (packed && !placement.onCpu()) {
      throw new IllegalArgumentException(
          "weights must be packed on the CPU only, but are for " + placement.device());
    }
  }

  /** Packed where that is possible. */
  public static StagePlacement of(int first, int end, Placement placement) {
    return new StagePlacement(first, end, placement, placement.canPack());
  }
}
