package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds all frames within a mean difference of luma. The mean of the cells, and the differences
 * between left and right, top and bottom, and the diagonals, each change by no more than the mean
 * difference; frames are kept by these four numbers in cells as wide as the distance, so near ones
 * lie in neighbouring cells.
 */
final class StructureCells {
  private static final double LEAST_WIDTH = 0.5;
  private static final int NUMBERS = 4;
  private static final int BITS = 16;

  private final double width;
  private final long[] keys;
  private final int[] items;

  StructureCells(List<FrameFeatures> frames, double distance) {
    this.width = Math.max(LEAST_WIDTH, distance) * 1.0001; // rounding must not lose a neighbour
    long[][] pairs = new long[frames.size()][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new long[] {key(place(frames.get(i))), i};
    }
    Arrays.sort(
        pairs, (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    keys = new long[pairs.length];
    items = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      keys[i] = pairs[i][0];
      items[i] = (int) pairs[i][1];
    }
  }

  private int[] place(FrameFeatures frame) {
    double[] sums = new double[NUMBERS];
    for (int row = 0; row < FrameFeatures.ROWS; row++) {
      for (int column = 0; column < FrameFeatures.COLUMNS; column++) {
        int luma = frame.grid()[row * FrameFeatures.COLUMNS + column] & 0xff;
        boolean left = column < FrameFeatures.COLUMNS / 2;
        boolean top = row < FrameFeatures.ROWS / 2;
        sums[0] += luma;
        sums[1] += left ? luma : -luma;
        sums[2] += top ? luma : -luma;
        sums[3] += left == top ? luma : -luma;
      }
    }
    int[] place = new int[NUMBERS];
    for (int k = 0; k < NUMBERS; k++) {
      place[k] = (int) Math.floor(sums[k] / FrameFeatures.CELLS / width);
    }
    return place;
  }

  private static long key(int[] place) {
    long key = 0;
    for (int number : place) {
      key = key << BITS | (number & 0xffffL);
    }
    return key;
  }

  /** Shows candidates to {@code taker} until it says stop (true). */
  boolean visit(FrameFeatures frame, IntPredicate taker) {
    int[] centre = place(frame);
    int[] place = new int[NUMBERS];
    for (int neighbour = 0; neighbour < 81; neighbour++) {
      int rest = neighbour;
      for (int k = 0; k < NUMBERS; k++) {
        place[k] = centre[k] + rest % 3 - 1;
        rest /= 3;
      }
      long key = key(place);
      int at = first(key);
      while (at < keys.length && keys[at] == key) {
        if (taker.test(items[at])) {
          return true;
        }
        at++;
      }
    }
    return false;
  }

  private int first(long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
