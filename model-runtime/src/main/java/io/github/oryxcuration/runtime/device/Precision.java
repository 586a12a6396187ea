package io.github.oryxcuration.runtime.device;

import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;

/** What the user says a model is to be computed in. */
public enum Precision {
  /** bfloat16 on GPUs and on processors that multiply it themselves, else 32 bits. */
  AUTO,
  F32,
  F16,
  BF16;

  /**
   * The type that a model is computed in, whatever its files hold.
   *
   * @throws ModelException if it is 16-bit floats on the CPU, which are ten times slower there and
   *     overflow
   */
  public ElementType choose(boolean onCpu, CpuFeatures cpu) {
    return switch (this) {
      case AUTO -> onCpu && !cpu.hasBf16() ? ElementType.F32 : ElementType.BF16;
      case F32 -> ElementType.F32;
      case BF16 -> ElementType.BF16;
      case F16 -> {
        if (onCpu) {
          throw new ModelException(
              "fp16 cannot be computed in on the CPU; choose bf16 or fp32 (a checkpoint stored in"
                  + " fp16 is converted)");
        }
        yield ElementType.F16;
      }
    };
  }
}
