package io.github.oryxcuration.runtime.weights;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** Bytes of an element of every type that a file may hold, as safetensors spells them. */
final class TypeSizes {
  static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("F64", 8),
          Map.entry("I64", 8),
          Map.entry("U64", 8));

  private TypeSizes() {}

  /** Of a type that is known. */
  static int of(String type) {
    return requireNonNull(BYTES.get(type), type);
  }
}
