package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.List;

/**
 * All that an answer depends on besides the question: what belongs into provenance.
 *
 * @param weights SHA-256, see {@link io.github.oryxcuration.runtime.weights.WeightDigests}
 * @param tokenizer SHA-256 of the {@code tokenizer.json} in use
 * @param type that is computed in
 * @param devices in the order of the layers
 * @param threads of one operation on the CPU
 * @param engine such as libtorch 2.7.1
 */
public record ModelIdentity(
    String weights,
    String tokenizer,
    ElementType type,
    List<String> devices,
    int threads,
    String engine) {
  public ModelIdentity {
    devices = List.copyOf(devices);
  }
}
