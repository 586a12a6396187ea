package io.github.oryxcuration.correspondence.track;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which object each pixel of a frame shows: ids of 16 bits, 0 for none. */
public final class LabelMap {
  private final int width;
  private final int height;
  private final short[] ids;

  /**
   * Wraps ids without a copy.
   *
   * @param ids unsigned, row by row from the top left
   */
  public LabelMap(int width, int height, short[] ids) {
    if (width < 1 || height < 1 || ids.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%dx%d pixels and %d ids".formatted(width, height, ids.length));
    }
    this.width = width;
    this.height = height;
    this.ids = ids;
  }

  public static LabelMap empty(int width, int height) {
    return new LabelMap(width, height, new short[width * height]);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The id of a pixel, 0 for none. */
  public int id(int x, int y) {
    return ids[y * width + x] & 0xffff;
  }

  /** The ids themselves, not a copy. */
  public short[] ids() {
    return ids;
  }

  /** Pixels of each id that is there, by ascending id; 0 is left out. */
  public SortedMap<Integer, Integer> areas() {
    int[] counts = new int[1 << 16];
    for (short id : ids) {
      counts[id & 0xffff]++;
    }
    SortedMap<Integer, Integer> areas = new TreeMap<>();
    for (int id = 1; id < counts.length; id++) {
      if (counts[id] > 0) {
        areas.put(id, counts[id]);
      }
    }
    return areas;
  }

  /** At another size, by the nearest pixel. */
  public LabelMap resized(int newWidth, int newHeight) {
    if (newWidth == width && newHeight == height) {
      return this;
    }
    short[] resized = new short[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      int row = (int) ((2L * y + 1) * height / (2L * newHeight)) * width;
      for (int x = 0; x < newWidth; x++) {
        resized[y * newWidth + x] = ids[row + (int) ((2L * x + 1) * width / (2L * newWidth))];
      }
    }
    return new LabelMap(newWidth, newHeight, resized);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap that && width == that.width && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "LabelMap " + width + "x" + height + " of " + areas();
  }
}
