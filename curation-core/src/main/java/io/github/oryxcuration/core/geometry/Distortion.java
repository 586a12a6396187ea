package io.github.oryxcuration.core.geometry;

/**
 * How far a resize changes the proportions of what a picture shows. The trainer cuts both sides to
 * its grid independently: 426x240 becomes 384x128 as a long video, so that everything looks 1.69
 * times as wide as it is.
 */
public record Distortion(Size before, Size after) {

  public double aspectBefore() {
    return before.aspect();
  }

  public double aspectAfter() {
    return after.aspect();
  }

  /** Above 1: things look wider than they are; below 1: taller. */
  public double stretch() {
    return after.aspect() / before.aspect();
  }

  /** The same without direction, at least 1; exactly 1 where proportions are kept. */
  public double factor() {
    double a = (double) ((long) after.width() * before.height());
    double b = (double) ((long) after.height() * before.width());
    return Math.max(a, b) / Math.min(a, b);
  }
}
