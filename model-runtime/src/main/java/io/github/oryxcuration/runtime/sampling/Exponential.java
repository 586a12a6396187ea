package io.github.oryxcuration.runtime.sampling;

/** The exponential function in 32 bits, in a form that the compiler turns into vector code. */
final class Exponential {
  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.63p-1f;
  private static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Below this, e^x is no normal number of 32 bits; it counts as 0. */
  private static final float LEAST = -87.3f;

  /** 1.5 * 2^23: adding it and taking it away rounds to a whole number. */
  private static final float ROUND = 0x1.8p23f;

  private Exponential() {}

  /**
   * e^x, to 2 units in the last place.
   *
   * @param x at most 0
   */
  static float of(float x) {
    float bounded = Math.max(x, LEAST);
    float whole = bounded * LOG2_E + ROUND - ROUND;
    float rest = bounded - whole * LN2_HIGH - whole * LN2_LOW; // in -ln2/2 to ln2/2
    float y = 1f / 5040;
    y = y * rest + 1f / 720;
    y = y * rest + 1f / 120;
    y = y * rest + 1f / 24;
    y = y * rest + 1f / 6;
    y = y * rest + 0.5f;
    y = y * rest * rest + rest + 1;
    float power = Float.intBitsToFloat(((int) whole + 127) << 23);
    return x < LEAST ? 0 : y * power;
  }
}
