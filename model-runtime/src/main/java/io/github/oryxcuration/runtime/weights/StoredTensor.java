package io.github.oryxcuration.runtime.weights;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies: contiguous, row by row, little-endian.
 *
 * @param shape dimensions, outermost first; empty for a scalar
 * @param offset of its first byte in the file
 */
public record StoredTensor(
    String name, ElementType type, List<Long> shape, Path file, long offset) {
  public StoredTensor {
    shape = List.copyOf(shape);
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative, but was " + offset);
    }
  }

  /** How many elements it has. */
  public long elements() {
    long elements = 1;
    for (long side : shape) {
      elements = Math.multiplyExact(elements, side);
    }
    return elements;
  }

  /** How many bytes it takes in its file. */
  public long bytes() {
    return Math.multiplyExact(elements(), type.bytes());
  }

  long[] sides() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
