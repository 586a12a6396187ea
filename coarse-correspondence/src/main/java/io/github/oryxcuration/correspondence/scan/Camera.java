package io.github.oryxcuration.correspondence.scan;

/**
 * A pinhole camera. Pixel centres are at integers: a point {@code (x, y, z)} in front of it is seen
 * at {@code (fx x/z + cx, fy y/z + cy)}.
 *
 * @param width of its picture in pixels
 * @param height likewise
 * @param fx focal length in pixels, across
 * @param fy focal length in pixels, down
 * @param cx the principal point
 * @param cy likewise
 */
public record Camera(int width, int height, double fx, double fy, double cx, double cy) {
  public Camera {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a camera's picture must have pixels, but was " + width + "x" + height);
    }
    if (!(fx > 0 && fy > 0) || !Double.isFinite(fx + fy + cx + cy)) {
      throw new IllegalArgumentException(
          "a camera needs focal lengths > 0 and a finite centre, but has fx %s, fy %s, cx %s, cy %s"
              .formatted(fx, fy, cx, cy));
    }
  }

  /** From the upper left of an intrinsic matrix. */
  static Camera of(int width, int height, Matrix4 intrinsic) {
    return new Camera(
        width,
        height,
        intrinsic.at(0, 0),
        intrinsic.at(1, 1),
        intrinsic.at(0, 2),
        intrinsic.at(1, 2));
  }

  /** The same camera with a picture of another size. */
  public Camera scaled(int newWidth, int newHeight) {
    double sx = (double) newWidth / width;
    double sy = (double) newHeight / height;
    return new Camera(
        newWidth, newHeight, fx * sx, fy * sy, (cx + 0.5) * sx - 0.5, (cy + 0.5) * sy - 0.5);
  }
}
