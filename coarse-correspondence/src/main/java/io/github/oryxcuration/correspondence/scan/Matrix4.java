package io.github.oryxcuration.correspondence.scan;

import java.util.Arrays;

/** A 4x4 matrix of doubles, row major, that moves points of one space to another. Immutable. */
public final class Matrix4 {
  private static final int SIZE = 16;

  /** Changes nothing. */
  public static final Matrix4 IDENTITY =
      new Matrix4(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});

  private final double[] m;

  private Matrix4(double[] m) {
    this.m = m;
  }

  /** From 16 numbers, row by row. */
  public static Matrix4 of(double... rows) {
    if (rows.length != SIZE) {
      throw new IllegalArgumentException("a matrix has 16 numbers, but got " + rows.length);
    }
    return new Matrix4(rows.clone());
  }

  /** One number. */
  public double at(int row, int column) {
    return m[row * 4 + column];
  }

  /** Whether all numbers are finite; a lost pose is all {@code -inf}. */
  public boolean isFinite() {
    return Arrays.stream(m).allMatch(Double::isFinite);
  }

  /**
   * Whether this turns and moves without scaling: three orthonormal columns of determinant 1 within
   * a hundredth, a last row of 0 0 0 1.
   */
  public boolean isRigid() {
    if (!isFinite() || m[12] != 0 || m[13] != 0 || m[14] != 0 || Math.abs(m[15] - 1) > 1e-6) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        double dot = m[i] * m[j] + m[4 + i] * m[4 + j] + m[8 + i] * m[8 + j];
        if (Math.abs(dot - (i == j ? 1 : 0)) > 0.01) {
          return false;
        }
      }
    }
    return determinant3() > 0;
  }

  private double determinant3() {
    return m[0] * (m[5] * m[10] - m[6] * m[9])
        - m[1] * (m[4] * m[10] - m[6] * m[8])
        + m[2] * (m[4] * m[9] - m[5] * m[8]);
  }

  /** First {@code other}, then this. */
  public Matrix4 times(Matrix4 other) {
    double[] product = new double[SIZE];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += m[row * 4 + k] * other.m[k * 4 + column];
        }
        product[row * 4 + column] = sum;
      }
    }
    return new Matrix4(product);
  }

  /** What undoes this; it must be affine (a last row of 0 0 0 1). */
  public Matrix4 inverse() {
    double d = determinant3();
    double[] i = new double[SIZE];
    i[0] = (m[5] * m[10] - m[6] * m[9]) / d;
    i[1] = (m[2] * m[9] - m[1] * m[10]) / d;
    i[2] = (m[1] * m[6] - m[2] * m[5]) / d;
    i[4] = (m[6] * m[8] - m[4] * m[10]) / d;
    i[5] = (m[0] * m[10] - m[2] * m[8]) / d;
    i[6] = (m[2] * m[4] - m[0] * m[6]) / d;
    i[8] = (m[4] * m[9] - m[5] * m[8]) / d;
    i[9] = (m[1] * m[8] - m[0] * m[9]) / d;
    i[10] = (m[0] * m[5] - m[1] * m[4]) / d;
    for (int row = 0; row < 3; row++) {
      i[row * 4 + 3] = -(i[row * 4] * m[3] + i[row * 4 + 1] * m[7] + i[row * 4 + 2] * m[11]);
    }
    i[15] = 1;
    return new Matrix4(i);
  }

  /** The first coordinate of a moved point. */
  public double x(double x, double y, double z) {
    return m[0] * x + m[1] * y + m[2] * z + m[3];
  }

  /** The second coordinate of a moved point. */
  public double y(double x, double y, double z) {
    return m[4] * x + m[5] * y + m[6] * z + m[7];
  }

  /** The third coordinate of a moved point. */
  public double z(double x, double y, double z) {
    return m[8] * x + m[9] * y + m[10] * z + m[11];
  }

  /** A copy of the numbers, row by row. */
  public double[] toArray() {
    return m.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix4 that && Arrays.equals(m, that.m);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(m);
  }

  @Override
  public String toString() {
    return Arrays.toString(m);
  }
}
