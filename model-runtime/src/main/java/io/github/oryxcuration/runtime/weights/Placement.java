package io.github.oryxcuration.runtime.weights;

import io.github.oryxcuration.runtime.script.TorchEngine;

/**
 * What becomes of a tensor that is bound.
 *
 * @param type what it is computed in
 * @param device {@code cpu} or {@code cuda:0}, …
 */
public record Placement(ElementType type, String device) {
  public static final String CPU = "cpu";

  public boolean onCpu() {
    return device.equals(CPU);
  }

  /** Whether linear layers can keep their weights in oneDNN's own order there. */
  public boolean canPack() {
    return onCpu() && TorchEngine.get().hasOneDnn();
  }
}
