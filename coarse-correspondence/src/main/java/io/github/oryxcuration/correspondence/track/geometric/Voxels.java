package io.github.oryxcuration.correspondence.track.geometric;

import java.util.Arrays;

/** Which cubes of space a surface passes, as ascending keys; with the mean of its points. */
final class Voxels {
  /** Edge of a cube in metres. */
  static final double SIDE = 0.05;

  private static final int BITS = 21;
  private static final long HALF = 1L << (BITS - 1);
  private static final long MASK = (1L << BITS) - 1;

  private final long[] keys;

  /** Keys in any order, and more than once. */
  Voxels(long[] any) {
    long[] sorted = any.clone();
    Arrays.sort(sorted);
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    keys = Arrays.copyOf(sorted, count);
  }

  /** The cube of a point; the world may be 100 km wide. */
  static long key(double x, double y, double z) {
    return cell(x) << (2 * BITS) | cell(y) << BITS | cell(z);
  }

  private static long cell(double metres) {
    return ((long) Math.floor(metres / SIDE) + HALF) & MASK;
  }

  /** A cube and those that share a face with it. */
  static long[] around(long key) {
    long x = 1L << (2 * BITS);
    long y = 1L << BITS;
    return new long[] {key, key - x, key + x, key - y, key + y, key - 1, key + 1};
  }

  int count() {
    return keys.length;
  }

  long[] keys() {
    return keys;
  }

  /** Cubes that both pass. */
  int common(Voxels other) {
    int both = 0;
    for (int i = 0, j = 0; i < keys.length && j < other.keys.length; ) {
      if (keys[i] == other.keys[j]) {
        both++;
        i++;
        j++;
      } else if (keys[i] < other.keys[j]) {
        i++;
      } else {
        j++;
      }
    }
    return both;
  }

  /** What they share, of the smaller one: a part lies wholly on its whole. */
  double overlap(Voxels other) {
    return (double) common(other) / Math.max(1, Math.min(keys.length, other.keys.length));
  }

  Voxels with(Voxels other) {
    long[] all = Arrays.copyOf(keys, keys.length + other.keys.length);
    System.arraycopy(other.keys, 0, all, keys.length, other.keys.length);
    return new Voxels(all);
  }
}
