package io.github.oryxcuration.correspondence.track.region;

/**
 * Pyramidal Lucas-Kanade (Bouguet, "Pyramidal implementation of the Lucas Kanade feature tracker",
 * 2000), with the check that the way back leads to where it began (Kalal et al., 2010).
 */
final class PointTracker {
  private static final int REACH = 6;
  private static final int SIDE = 2 * REACH + 1;
  private static final int ITERATIONS = 10;
  private static final float ENOUGH = 0.03f;
  private static final float LEAST_EIGENVALUE = 1e-3f;
  private static final float BACK = 1.0f;

  private final float[] patch = new float[(SIDE + 2) * (SIDE + 2)];
  private final float[] gx = new float[SIDE * SIDE];
  private final float[] gy = new float[SIDE * SIDE];
  private final float[] at = new float[2];

  /**
   * Follows points.
   *
   * @param points x and y of each
   * @param found gets x and y of each in the second picture
   * @return whether each could be followed there and back
   */
  boolean[] follow(Pyramid from, Pyramid to, float[] points, float[] found) {
    int count = points.length / 2;
    boolean[] good = new boolean[count];
    for (int i = 0; i < count; i++) {
      float x = points[2 * i];
      float y = points[2 * i + 1];
      if (!follow(from, to, x, y)) {
        continue;
      }
      float nx = at[0];
      float ny = at[1];
      found[2 * i] = nx;
      found[2 * i + 1] = ny;
      if (follow(to, from, nx, ny)) {
        float dx = at[0] - x;
        float dy = at[1] - y;
        good[i] = dx * dx + dy * dy < BACK * BACK;
      }
    }
    return good;
  }

  private boolean follow(Pyramid from, Pyramid to, float x, float y) {
    float u = 0;
    float v = 0;
    for (int level = Pyramid.LEVELS - 1; level >= 0; level--) {
      float scale = 1f / (1 << level);
      float px = x * scale;
      float py = y * scale;
      u *= 2;
      v *= 2;
      int width = from.width(level);
      int height = from.height(level);
      if (px < REACH + 1 || py < REACH + 1 || px >= width - REACH - 2 || py >= height - REACH - 2) {
        if (level == 0) {
          return false;
        }
        continue; // too near to the border at this size; the finer one may do
      }
      sample(from.pixels(level), width, px - REACH - 1, py - REACH - 1);
      float gxx = 0;
      float gxy = 0;
      float gyy = 0;
      for (int r = 0, k = 0; r < SIDE; r++) {
        int row = (r + 1) * (SIDE + 2) + 1;
        for (int c = 0; c < SIDE; c++, k++, row++) {
          float dx = (patch[row + 1] - patch[row - 1]) * 0.5f;
          float dy = (patch[row + SIDE + 2] - patch[row - SIDE - 2]) * 0.5f;
          gx[k] = dx;
          gy[k] = dy;
          gxx += dx * dx;
          gxy += dx * dy;
          gyy += dy * dy;
        }
      }
      float determinant = gxx * gyy - gxy * gxy;
      float half = (gxx - gyy) * 0.5f;
      float eigen =
          ((gxx + gyy) * 0.5f - (float) Math.sqrt(half * half + gxy * gxy)) / (SIDE * SIDE);
      if (eigen < LEAST_EIGENVALUE || determinant < 1e-6f) {
        return false;
      }
      float[] target = to.pixels(level);
      for (int i = 0; i < ITERATIONS; i++) {
        float tx = px + u - REACH;
        float ty = py + v - REACH;
        if (!(tx >= 0 && ty >= 0 && tx + SIDE < width - 1 && ty + SIDE < height - 1)) {
          return false;
        }
        int left = (int) tx;
        int top = (int) ty;
        float fx = tx - left;
        float fy = ty - top;
        float w00 = (1 - fx) * (1 - fy);
        float w01 = fx * (1 - fy);
        float w10 = (1 - fx) * fy;
        float w11 = fx * fy;
        float bx = 0;
        float by = 0;
        for (int r = 0, k = 0; r < SIDE; r++) {
          int a = (top + r) * width + left;
          int p = (r + 1) * (SIDE + 2) + 1;
          for (int c = 0; c < SIDE; c++, k++, a++, p++) {
            float seen =
                w00 * target[a]
                    + w01 * target[a + 1]
                    + w10 * target[a + width]
                    + w11 * target[a + width + 1];
            float d = patch[p] - seen;
            bx += d * gx[k];
            by += d * gy[k];
          }
        }
        float du = (gyy * bx - gxy * by) / determinant;
        float dv = (gxx * by - gxy * bx) / determinant;
        u += du;
        v += dv;
        if (du * du + dv * dv < ENOUGH * ENOUGH) {
          break;
        }
      }
    }
    at[0] = x + u;
    at[1] = y + v;
    return Float.isFinite(u) && Float.isFinite(v);
  }

  /** The patch around a point, with a border of one. */
  private void sample(float[] pixels, int width, float x, float y) {
    int left = (int) x;
    int top = (int) y;
    float fx = x - left;
    float fy = y - top;
    float w00 = (1 - fx) * (1 - fy);
    float w01 = fx * (1 - fy);
    float w10 = (1 - fx) * fy;
    float w11 = fx * fy;
    for (int r = 0, k = 0; r < SIDE + 2; r++) {
      int a = (top + r) * width + left;
      for (int c = 0; c < SIDE + 2; c++, k++, a++) {
        patch[k] =
            w00 * pixels[a]
                + w01 * pixels[a + 1]
                + w10 * pixels[a + width]
                + w11 * pixels[a + width + 1];
      }
    }
  }
}
