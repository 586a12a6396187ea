package io.github.oryxcuration.core.picture;

/**
 * Draws pictures that exist nowhere until they are needed. Found by the service loader; the same
 * order gives the same pixels.
 */
public interface Painter {
  /** The word that a {@link io.github.oryxcuration.core.sample.MediaRef.Drawn} names it by. */
  String name();

  /**
   * Draws one picture.
   *
   * @param order what to draw, in the painter's own JSON
   */
  RgbImage paint(String order);
}
