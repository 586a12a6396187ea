package io.github.oryxcuration.correspondence.track.region;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Points that can be followed: large least eigenvalue of the gradients around (Shi and Tomasi,
 * 1994).
 */
final class Corners {
  private static final int REACH = 2;
  private static final float SHARE = 0.01f;

  private final int width;
  private final int height;
  private final float[] strength;

  /** Measures a whole picture. */
  Corners(Pyramid pyramid) {
    width = pyramid.width(0);
    height = pyramid.height(0);
    float[] grey = pyramid.pixels(0);
    float[] xx = new float[grey.length];
    float[] xy = new float[grey.length];
    float[] yy = new float[grey.length];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        float gx = (grey[at + 1] - grey[at - 1]) * 0.5f;
        float gy = (grey[at + width] - grey[at - width]) * 0.5f;
        xx[at] = gx * gx;
        xy[at] = gx * gy;
        yy[at] = gy * gy;
      }
    }
    summed(xx);
    summed(xy);
    summed(yy);
    strength = new float[grey.length];
    for (int i = 0; i < strength.length; i++) {
      float half = (xx[i] - yy[i]) * 0.5f;
      strength[i] = (xx[i] + yy[i]) * 0.5f - (float) Math.sqrt(half * half + xy[i] * xy[i]);
    }
  }

  /** Sums over 5x5 pixels in place. */
  private void summed(float[] values) {
    float[] line = new float[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      for (int x = REACH; x < width - REACH; x++) {
        int at = y * width + x;
        line[x] = values[at - 2] + values[at - 1] + values[at] + values[at + 1] + values[at + 2];
      }
      System.arraycopy(line, REACH, values, y * width + REACH, width - 2 * REACH);
    }
    float[] before = values.clone();
    for (int y = REACH; y < height - REACH; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        values[at] =
            before[at - 2 * width]
                + before[at - width]
                + before[at]
                + before[at + width]
                + before[at + 2 * width];
      }
    }
  }

  /** At most so many, strongest first, no two nearer than a distance; x and y of each. */
  float[] in(Mask mask, int most, int apart) {
    int count = 0;
    int[] candidates = new int[256];
    float strongest = 0;
    for (int y = Math.max(mask.top(), 8); y < Math.min(mask.bottom(), height - 8); y++) {
      for (int x = Math.max(mask.left(), 8); x < Math.min(mask.right(), width - 8); x++) {
        int at = y * width + x;
        float s = strength[at];
        if (s > 0
            && mask.has(x, y)
            && s >= strength[at - 1]
            && s > strength[at + 1]
            && s >= strength[at - width]
            && s > strength[at + width]) {
          if (count == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * count);
          }
          candidates[count++] = at;
          strongest = Math.max(strongest, s);
        }
      }
    }
    Integer[] found = new Integer[count];
    for (int i = 0; i < count; i++) {
      found[i] = candidates[i];
    }
    Arrays.sort(
        found,
        Comparator.comparingDouble((Integer at) -> -strength[at]).thenComparingInt(at -> at));
    float[] points = new float[2 * Math.min(most, count)];
    int kept = 0;
    for (int at : found) {
      if (kept == most || strength[at] < SHARE * strongest) {
        break;
      }
      int x = at % width;
      int y = at / width;
      boolean free = true;
      for (int i = 0; i < kept && free; i++) {
        float dx = points[2 * i] - x;
        float dy = points[2 * i + 1] - y;
        free = dx * dx + dy * dy >= apart * apart;
      }
      if (free) {
        points[2 * kept] = x;
        points[2 * kept + 1] = y;
        kept++;
      }
    }
    return Arrays.copyOf(points, 2 * kept);
  }
}
