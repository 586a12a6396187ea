package io.github.oryxcuration.core.geometry;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;

/**
 * The one size function of the reference ({@code mm_utils.py} lines 100 to 179): scale to an area,
 * then cut each side down to a multiple. All arithmetic is double, in the reference's order; the
 * sides are cut independently, so proportions are not kept.
 *
 * @param multiple the grid in pixels: 32, 64 or 128
 * @param baseSide 0 keeps the native area between the two limits; otherwise every picture is scaled
 *     to its square in pixels and the limits do not apply
 * @param minSide a smaller area than its square is scaled up to it; 0 for no such limit
 * @param maxSide a larger area than its square is scaled down to it
 */
record SizeRule(int multiple, int baseSide, int minSide, int maxSide) {
  SizeRule {
    if (multiple < 1) {
      throw new IllegalArgumentException("multiple must be at least 1, but was " + multiple);
    }
    if (baseSide < 0 || minSide < 0 || maxSide < 1 || minSide > maxSide) {
      throw new IllegalArgumentException(
          "sides must keep 0 <= base, 0 <= min <= max and 1 <= max, but were base "
              + baseSide
              + ", min "
              + minSide
              + ", max "
              + maxSide);
    }
  }

  /**
   * What becomes of {@code size}.
   *
   * @throws CurationException EXTREME_ASPECT where a side would have no pixels
   */
  Size apply(Size size) {
    double scale = scale(size.area());
    return checked(size, cut(size.width(), scale), cut(size.height(), scale));
  }

  /** The factor by which both sides grow or shrink before they are cut to the grid. */
  double scale(long area) {
    if (baseSide != 0) {
      return Math.sqrt((double) squared(baseSide) / area);
    }
    if (area > squared(maxSide)) {
      return Math.sqrt((double) squared(maxSide) / area);
    }
    if (area < squared(minSide)) {
      return Math.sqrt((double) squared(minSide) / area);
    }
    return 1.0;
  }

  private long cut(int side, double scale) {
    long cells = (long) (side * scale / multiple);
    return cells * multiple;
  }

  private Size checked(Size from, long width, long height) {
    if (width < 1 || height < 1) {
      throw new CurationException(
          Reason.EXTREME_ASPECT,
          from
              + " is too narrow: on the trainer's grid of "
              + multiple
              + " pixels it becomes "
              + width
              + "x"
              + height
              + "; each side must keep at least "
              + multiple
              + " pixels");
    }
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new CurationException(
          Reason.EXTREME_ASPECT,
          from + " would become " + width + "x" + height + ", more than a picture can have");
    }
    return new Size((int) width, (int) height);
  }

  private static long squared(int side) {
    return (long) side * side;
  }
}
