package io.github.oryxcuration.runtime.weights;

import java.util.List;

/** Arithmetic on shapes that a file states, and may state wrongly. */
final class Shapes {
  private Shapes() {}

  /** How many elements a shape has; -1 where that is more than a long holds. */
  static long elements(List<Long> shape) {
    long elements = 1;
    boolean tooMany = false;
    for (long side : shape) {
      if (side == 0) {
        return 0;
      }
      tooMany |= elements > Long.MAX_VALUE / side;
      elements = tooMany ? 1 : elements * side;
    }
    return tooMany ? -1 : elements;
  }

  /** Whether elements with these strides lie one after the other, row by row. */
  static boolean contiguous(List<Long> shape, List<Long> strides) {
    if (shape.contains(0L)) {
      return true;
    }
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != expected) {
        return false;
      }
      expected *= shape.get(i);
    }
    return true;
  }
}
