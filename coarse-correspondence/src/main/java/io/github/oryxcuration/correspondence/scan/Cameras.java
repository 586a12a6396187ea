package io.github.oryxcuration.correspondence.scan;

import static java.util.Objects.requireNonNull;

/**
 * The two cameras of a scanner.
 *
 * @param depthToColor moves points from the depth camera's space to the colour camera's; the
 *     identity in most real scans, and never assumed to be
 * @param unitsPerMetre of stored depth values
 */
public record Cameras(Camera color, Camera depth, Matrix4 depthToColor, double unitsPerMetre) {
  public Cameras {
    requireNonNull(color, "color");
    requireNonNull(depth, "depth");
    requireNonNull(depthToColor, "depthToColor");
    if (!(unitsPerMetre > 0) || !Double.isFinite(unitsPerMetre)) {
      throw new IllegalArgumentException("depth shift must be > 0, but was " + unitsPerMetre);
    }
  }
}
