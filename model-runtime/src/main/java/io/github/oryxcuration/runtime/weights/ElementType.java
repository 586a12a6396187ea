package io.github.oryxcuration.runtime.weights;

/** Element types that weights are stored in and computed with. */
public enum ElementType {
  F32(6, 4),
  F16(5, 2),
  BF16(15, 2);

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The number that scripts call the type by (c10::ScalarType). */
  public int code() {
    return code;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
