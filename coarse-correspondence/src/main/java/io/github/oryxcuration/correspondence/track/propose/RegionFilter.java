package io.github.oryxcuration.correspondence.track.propose;

import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.Arrays;

/** Which regions of a segmentation may be objects. */
final class RegionFilter {
  /** Of the picture. */
  static final double LEAST_SHARE = 0.004;

  private static final double MOST_SHARE = 0.4;
  private static final int MOST_BORDERS = 2;

  private RegionFilter() {}

  /**
   * What is very small, very large or runs along three borders is no object.
   *
   * @param roots for each pixel one pixel that stands for its region, or -1 for none
   * @return regions from 1, in the order of their first pixels
   */
  static LabelMap objects(int[] roots, int width, int height) {
    int pixels = width * height;
    int[] size = new int[pixels];
    boolean[][] borders = new boolean[4][pixels];
    for (int i = 0; i < pixels; i++) {
      if (roots[i] >= 0) {
        size[roots[i]]++;
        borders[0][roots[i]] |= i % width == 0;
        borders[1][roots[i]] |= i % width == width - 1;
        borders[2][roots[i]] |= i < width;
        borders[3][roots[i]] |= i >= pixels - width;
      }
    }
    int[] ids = new int[pixels];
    Arrays.fill(ids, -1);
    int next = 1;
    short[] out = new short[pixels];
    for (int i = 0; i < pixels; i++) {
      int root = roots[i];
      if (root < 0) {
        continue;
      }
      if (ids[root] < 0) {
        int touched = 0;
        for (boolean[] border : borders) {
          touched += border[root] ? 1 : 0;
        }
        boolean object =
            size[root] >= LEAST_SHARE * pixels
                && size[root] <= MOST_SHARE * pixels
                && touched <= MOST_BORDERS;
        ids[root] = object ? next++ : 0;
      }
      out[i] = (short) ids[root];
    }
    return new LabelMap(width, height, out);
  }
}
