package io.github.oryxcuration.runtime.tiny;

import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.List;

/**
 * A tensor to be written.
 *
 * @param shape outermost side first
 */
public record NewTensor(String name, ElementType type, List<Long> shape) {
  public NewTensor {
    shape = List.copyOf(shape);
  }

  /** How many elements it has. */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** How many bytes it takes. */
  public long bytes() {
    return Math.multiplyExact(elements(), type.bytes());
  }

  /** Where its values come from. */
  public interface Values {
    /** Puts the elements from {@code from} on into the array, which the call fills. */
    void fill(NewTensor tensor, long from, float[] into);
  }
}
