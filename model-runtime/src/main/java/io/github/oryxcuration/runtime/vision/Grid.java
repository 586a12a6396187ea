package io.github.oryxcuration.runtime.vision;

/**
 * How many patches a picture has, or how many cells are left of them.
 *
 * @param rows from top to bottom
 * @param columns from left to right
 */
public record Grid(int rows, int columns) {
  public Grid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "rows and columns must be positive, but were " + rows + " and " + columns);
    }
  }

  /** Patches in all. */
  public int cells() {
    return Math.multiplyExact(rows, columns);
  }
}
