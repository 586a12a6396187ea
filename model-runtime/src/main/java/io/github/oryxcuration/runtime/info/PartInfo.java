package io.github.oryxcuration.runtime.info;

import io.github.oryxcuration.runtime.memory.Part;
import java.util.Map;

/**
 * One part of a model as it is stored.
 *
 * @param types tensors by element type
 * @param bytes in the files
 */
public record PartInfo(
    Part part, int tensors, long parameters, Map<String, Integer> types, long bytes) {
  public PartInfo {
    types = Map.copyOf(types);
  }
}
