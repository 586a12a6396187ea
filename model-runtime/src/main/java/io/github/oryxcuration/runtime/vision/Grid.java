package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.core.picture.RgbImage;

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

  /** The patches of a picture; a part of a patch right or below counts as one. */
  public static Grid of(RgbImage image, int patch) {
    return new Grid(up(image.height(), patch), up(image.width(), patch));
  }

  static int up(int side, int patch) {
    return (side + patch - 1) / patch;
  }

  /** Patches in all. */
  public int cells() {
    return Math.multiplyExact(rows, columns);
  }
}
