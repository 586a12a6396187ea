package io.github.oryxcuration.core.geometry;

import java.util.Locale;

/** Width and height of a picture or frame in pixels, both at least 1. */
public record Size(int width, int height) {
  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, but were " + width + " and " + height);
    }
  }

  /** The number of pixels. */
  public long area() {
    return (long) width * height;
  }

  /** Width divided by height. */
  public double aspect() {
    return (double) width / height;
  }

  /** The same size seen after a quarter turn. */
  public Size turned() {
    return new Size(/* width= */ height, /* height= */ width);
  }

  /** As in {@code 640x480}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%dx%d", width, height);
  }
}
