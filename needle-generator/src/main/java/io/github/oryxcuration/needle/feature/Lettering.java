package io.github.oryxcuration.needle.feature;

/**
 * Tells titles and credits: an even ground that covers most of the frame, and rows in which bright
 * and dark change many times, as letters do, between rows in which nothing happens.
 */
final class Lettering {
  private static final int GROUND_WIDTH = 12;
  private static final double GROUND_SHARE = 0.6;
  private static final int STEP = 40;

  private Lettering() {}

  /** 0 for no lettering, 1 for a page of it. */
  static float share(Luma luma, Bars part, int[] histogram, long count) {
    double ground = ground(histogram) / (double) count;
    if (ground < GROUND_SHARE) {
      return 0;
    }
    int lettered = 0;
    int empty = 0;
    int needed = Math.max(6, part.width() / 40);
    for (int y = part.top(); y < part.bottom(); y++) {
      int changes = changes(luma, part, y);
      lettered += changes >= needed ? 1 : 0;
      empty += changes == 0 ? 1 : 0;
    }
    double rows = part.height();
    double letters = lettered / rows;
    if (letters < 0.02 || empty / rows < 0.15) {
      return 0;
    }
    return (float) Math.min(1, ground * Math.min(1, letters * 8));
  }

  /** Pixels within the narrow range of levels that holds most. */
  private static long ground(int[] histogram) {
    long window = 0;
    for (int level = 0; level < GROUND_WIDTH; level++) {
      window += histogram[level];
    }
    long most = window;
    for (int level = GROUND_WIDTH; level < histogram.length; level++) {
      window += histogram[level] - histogram[level - GROUND_WIDTH];
      most = Math.max(most, window);
    }
    return most;
  }

  private static int changes(Luma luma, Bars part, int y) {
    int changes = 0;
    int low = luma.at(part.left(), y);
    int high = low;
    for (int x = part.left() + 1; x < part.right(); x++) {
      int value = luma.at(x, y);
      low = Math.min(low, value);
      high = Math.max(high, value);
      if (value - low > STEP || high - value > STEP) {
        changes++;
        low = value;
        high = value;
      }
    }
    return changes;
  }
}
