package io.github.oryxcuration.correspondence.scan;

import java.util.Arrays;

/** Measured depth of one frame, row by row from the top left. */
public final class DepthMap {
  private final int width;
  private final int height;
  private final short[] values;
  private final double unitsPerMetre;

  /**
   * Wraps values without a copy.
   *
   * @param values unsigned; 0 is not measured
   */
  DepthMap(int width, int height, short[] values, double unitsPerMetre) {
    if (values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%dx%d depth needs %d values, but has %d"
              .formatted(width, height, (long) width * height, values.length));
    }
    this.width = width;
    this.height = height;
    this.values = values;
    this.unitsPerMetre = unitsPerMetre;
  }

  /** From depths in metres; what is 0, negative or no number is not measured. */
  public static DepthMap ofMetres(int width, int height, double[] metres, double unitsPerMetre) {
    short[] values = new short[metres.length];
    for (int i = 0; i < values.length; i++) {
      long value = metres[i] > 0 ? Math.round(metres[i] * unitsPerMetre) : 0;
      values[i] = (short) (value > 0xffff ? 0 : value);
    }
    return new DepthMap(width, height, values, unitsPerMetre);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Metres in front of the camera, or 0 where nothing was measured. */
  public double metres(int x, int y) {
    return (values[y * width + x] & 0xffff) / unitsPerMetre;
  }

  /** The stored value of a pixel. */
  public int value(int x, int y) {
    return values[y * width + x] & 0xffff;
  }

  /** Share of pixels that were measured, 0 to 1. */
  public double measured() {
    int count = 0;
    for (short value : values) {
      count += value == 0 ? 0 : 1;
    }
    return (double) count / values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DepthMap that
        && width == that.width
        && unitsPerMetre == that.unitsPerMetre
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "DepthMap " + width + "x" + height;
  }
}
