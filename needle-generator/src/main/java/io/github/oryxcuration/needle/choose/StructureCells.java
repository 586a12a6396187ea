package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds all frames within a mean difference of luma. The mean of the cells, and the differences
 * between left and right, top and bottom, the diagonals, and middle and outer rows, each change by
 * no more than the mean difference. Frames are kept by the first four in cells as wide as the
 * distance, so near ones lie in neighbouring cells, and within a cell in the order of the fifth, of
 * which only a range is looked at.
 */
final class StructureCells {
  private static final double LEAST_WIDTH = 0.5;
  private static final int NUMBERS = 4;
  private static final int BITS = 12;

  /** Above the magnitude of any sum of 24 levels. */
  private static final int OFFSET = 1 << 13;

  private final double width;
  private final int reach;
  private final long[] keys;
  private final int[] items;

  /** The luma of each, in the same order: a film's measures lie all over the memory. */
  private final byte[] luma;

  StructureCells(List<FrameFeatures> frames, double distance) {
    this.width = Math.max(LEAST_WIDTH, distance) * 1.0001; // rounding must not lose a neighbour
    this.reach = (int) Math.ceil(distance * FrameFeatures.CELLS);
    long[][] pairs = new long[frames.size()][];
    for (int i = 0; i < pairs.length; i++) {
      int[] sums = sums(frames.get(i));
      pairs[i] = new long[] {key(place(sums), sums[NUMBERS]), i};
    }
    Arrays.sort(
        pairs, (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    keys = new long[pairs.length];
    items = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      keys[i] = pairs[i][0];
      items[i] = (int) pairs[i][1];
    }
    luma = new byte[items.length * FrameFeatures.CELLS];
    for (int i = 0; i < items.length; i++) {
      byte[] grid = frames.get(items[i]).grid();
      System.arraycopy(grid, 0, luma, i * FrameFeatures.CELLS, FrameFeatures.CELLS);
    }
  }

  private static int[] sums(FrameFeatures frame) {
    int[] sums = new int[NUMBERS + 1];
    for (int row = 0; row < FrameFeatures.ROWS; row++) {
      for (int column = 0; column < FrameFeatures.COLUMNS; column++) {
        int luma = frame.grid()[row * FrameFeatures.COLUMNS + column] & 0xff;
        boolean left = column < FrameFeatures.COLUMNS / 2;
        boolean top = row < FrameFeatures.ROWS / 2;
        boolean outer = row == 0 || row == FrameFeatures.ROWS - 1;
        sums[0] += luma;
        sums[1] += left ? luma : -luma;
        sums[2] += top ? luma : -luma;
        sums[3] += left == top ? luma : -luma;
        sums[4] += outer ? luma : -luma;
      }
    }
    return sums;
  }

  private int[] place(int[] sums) {
    int[] place = new int[NUMBERS];
    for (int k = 0; k < NUMBERS; k++) {
      place[k] = (int) Math.floor((double) sums[k] / FrameFeatures.CELLS / width);
    }
    return place;
  }

  private static long key(int[] place, int fifth) {
    long key = 0;
    for (int number : place) {
      key = key << BITS | (number & ((1 << BITS) - 1));
    }
    return key << Short.SIZE | (fifth + OFFSET);
  }

  /** Shows those within the distance to {@code taker} until it says stop (true). */
  boolean visit(FrameFeatures frame, IntPredicate taker) {
    int[] sums = sums(frame);
    int[] centre = place(sums);
    int least = Math.max(-OFFSET, sums[NUMBERS] - reach);
    int most = Math.min(OFFSET - 1, sums[NUMBERS] + reach);
    int[] place = new int[NUMBERS];
    for (int neighbour = 0; neighbour < 81; neighbour++) {
      int rest = neighbour;
      for (int k = 0; k < NUMBERS; k++) {
        place[k] = centre[k] + rest % 3 - 1;
        rest /= 3;
      }
      long last = key(place, most);
      for (int at = first(key(place, least)); at < keys.length && keys[at] <= last; at++) {
        if (isWithin(frame.grid(), at) && taker.test(items[at])) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isWithin(byte[] grid, int at) {
    int left = reach;
    for (int cell = 0, other = at * FrameFeatures.CELLS;
        cell < FrameFeatures.CELLS && left >= 0;
        cell++, other++) {
      left -= Math.abs((grid[cell] & 0xff) - (luma[other] & 0xff));
    }
    return left >= 0;
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
