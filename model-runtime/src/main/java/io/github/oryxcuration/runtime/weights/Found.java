package io.github.oryxcuration.runtime.weights;

import java.nio.file.Path;
import java.util.List;

/**
 * A tensor of any type that a file holds, checked against the file's length.
 *
 * @param type as safetensors spells it
 * @param offset of its first byte in the file
 */
record Found(String name, String type, List<Long> shape, Path file, long offset) {
  /** Whether weights may have its type. */
  boolean computable() {
    return type.equals("F32") || type.equals("F16") || type.equals("BF16");
  }

  StoredTensor stored() {
    return new StoredTensor(name, ElementType.valueOf(type), shape, file, offset);
  }

  static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
