package io.github.oryxcuration.correspondence.evaluate;

/**
 * J and F of one mask (Perazzi et al., CVPR 2016), as davis2017-evaluation computes them: region
 * overlap, and agreement of outlines within 0.8 % of the diagonal.
 */
public final class MaskScores {
  private static final double TOLERANCE = 0.008;

  private MaskScores() {}

  /** Region overlap; 1 if both masks are empty. */
  public static double j(boolean[] found, boolean[] truth) {
    long both = 0;
    long either = 0;
    for (int i = 0; i < found.length; i++) {
      both += found[i] && truth[i] ? 1 : 0;
      either += found[i] || truth[i] ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }

  /** Agreement of outlines; 1 if neither mask has one. */
  public static double f(boolean[] found, boolean[] truth, int width, int height) {
    int reach =
        (int) Math.ceil(TOLERANCE * Math.sqrt((double) width * width + (double) height * height));
    boolean[] foundEdge = outline(found, width, height);
    boolean[] truthEdge = outline(truth, width, height);
    long foundCount = count(foundEdge);
    long truthCount = count(truthEdge);
    if (foundCount == 0 && truthCount == 0) {
      return 1;
    }
    if (foundCount == 0 || truthCount == 0) {
      return 0;
    }
    double precision = near(foundEdge, truthEdge, width, height, reach) / (double) foundCount;
    double recall = near(truthEdge, foundEdge, width, height, reach) / (double) truthCount;
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Pixels that differ from the right, the lower or the lower right one; borders repeat. */
  static boolean[] outline(boolean[] mask, int width, int height) {
    boolean[] edge = new boolean[mask.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean here = mask[y * width + x];
        int right = Math.min(width - 1, x + 1);
        int down = Math.min(height - 1, y + 1);
        boolean e = mask[y * width + right];
        boolean s = mask[down * width + x];
        boolean se = mask[down * width + right];
        boolean corner = x == width - 1 && y == height - 1;
        boolean differs =
            y == height - 1
                ? here != e
                : x == width - 1 ? here != s : here != e || here != s || here != se;
        edge[y * width + x] = !corner && differs;
      }
    }
    return edge;
  }

  private static long count(boolean[] mask) {
    long count = 0;
    for (boolean set : mask) {
      count += set ? 1 : 0;
    }
    return count;
  }

  /** Pixels of one outline that have one of the other within a disc. */
  private static long near(boolean[] edge, boolean[] other, int width, int height, int reach) {
    boolean[] grown = new boolean[other.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (other[y * width + x]) {
          for (int dy = -reach; dy <= reach; dy++) {
            int v = y + dy;
            if (v >= 0 && v < height) {
              int half = (int) Math.floor(Math.sqrt((double) reach * reach - (double) dy * dy));
              int from = Math.max(0, x - half);
              int to = Math.min(width - 1, x + half);
              java.util.Arrays.fill(grown, v * width + from, v * width + to + 1, true);
            }
          }
        }
      }
    }
    long count = 0;
    for (int i = 0; i < edge.length; i++) {
      count += edge[i] && grown[i] ? 1 : 0;
    }
    return count;
  }
}
