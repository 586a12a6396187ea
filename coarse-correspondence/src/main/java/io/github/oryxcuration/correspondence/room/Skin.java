package io.github.oryxcuration.correspondence.room;

/**
 * A texture without a file: two colours in a pattern, with speckles that give corners to follow.
 *
 * @param first 0xRRGGBB
 * @param second 0xRRGGBB
 * @param pattern 0 checks, 1 stripes, 2 patches
 * @param period of the pattern in metres
 * @param salt of its speckles
 */
record Skin(int first, int second, int pattern, double period, long salt) {
  private static final double SPECKLE = 0.022;

  /** The colour of a point of a face, 0xRRGGBB, before light. */
  int color(int face, double s, double t) {
    boolean other =
        switch (pattern) {
          case 0 -> ((cell(s, period) + cell(t, period)) & 1) == 0;
          case 1 -> (cell(s + 0.5 * t, period) & 1) == 0;
          default -> (hash(face, cell(s, period), cell(t, period)) & 3) == 0;
        };
    int base = other ? second : first;
    long h = hash(face + 7, cell(s, SPECKLE), cell(t, SPECKLE));
    int change = (int) (h & 63) - 32;
    return clamp((base >> 16 & 255) + change) << 16
        | clamp((base >> 8 & 255) + change) << 8
        | clamp((base & 255) + change);
  }

  private static long cell(double x, double size) {
    return (long) Math.floor(x / size);
  }

  private long hash(long a, long b, long c) {
    long h = salt + a * 0x9E3779B97F4A7C15L + b * 0xC2B2AE3D27D4EB4FL + c * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return (h ^ (h >>> 31)) >>> 8;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
