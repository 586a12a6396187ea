package io.github.oryxcuration.correspondence.track.geometric;

/** Closes gaps between drawn vertices by a vote of the 5x5 pixels around. */
final class HoleFiller {
  private static final int REACH = 2;
  private static final int CELLS = 25;
  private static final int LEAST_VOTES = 6;

  private HoleFiller() {}

  /**
   * Fills pixels that nothing was drawn on.
   *
   * @param open whether a pixel may be filled
   */
  static short[] filled(short[] ids, boolean[] open, int width, int height) {
    short[] out = ids.clone();
    short[] seen = new short[CELLS];
    int[] votes = new int[CELLS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (ids[at] != 0 || !open[at]) {
          continue;
        }
        int kinds = 0;
        for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
          for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
            short id = ids[v * width + u];
            if (id != 0) {
              int k = 0;
              while (k < kinds && seen[k] != id) {
                k++;
              }
              if (k == kinds) {
                seen[kinds] = id;
                votes[kinds++] = 0;
              }
              votes[k]++;
            }
          }
        }
        int most = LEAST_VOTES - 1;
        for (int k = 0; k < kinds; k++) {
          if (votes[k] > most) {
            most = votes[k];
            out[at] = seen[k];
          }
        }
      }
    }
    return out;
  }
}
