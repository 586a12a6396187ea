package io.github.oryxcuration.runtime.memory;

/**
 * Decoder layers on one device.
 *
 * @param first its first layer
 * @param end the layer after its last; more than first
 */
public record LayerRange(String device, int first, int end) {
  public LayerRange {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException(
          "layers must satisfy 0 <= first < end, but were " + first + " to " + end);
    }
  }

  /** How many layers. */
  public int layers() {
    return end - first;
  }
}
