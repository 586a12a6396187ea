package io.github.oryxcuration.needle.shot;

import io.github.oryxcuration.core.picture.RgbImage;

/**
 * What two neighbouring frames are compared by: hue, saturation and value of a coarse grid, where
 * its edges are, and how its colours are spread.
 */
final class FrameSketch {
  private static final int COLUMNS = 48;
  private static final int ROWS = 27;
  private static final int CELLS = COLUMNS * ROWS;
  private static final int CHANNELS = 3;
  private static final int EDGE = 40;
  private static final int BINS = 8 * 4 * 4;

  private final float[] hue = new float[CELLS];
  private final float[] saturation = new float[CELLS];
  private final float[] value = new float[CELLS];
  private final boolean[] edge = new boolean[CELLS];
  private final float[] spread = new float[BINS];

  FrameSketch(RgbImage image) {
    long[] sums = new long[CELLS * CHANNELS];
    int[] counts = new int[CELLS];
    byte[] rgb = image.rgb();
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      int row = (int) ((long) y * ROWS / image.height()) * COLUMNS;
      for (int x = 0; x < image.width(); x++, at += CHANNELS) {
        int cell = row + (int) ((long) x * COLUMNS / image.width());
        sums[cell * CHANNELS] += rgb[at] & 0xff;
        sums[cell * CHANNELS + 1] += rgb[at + 1] & 0xff;
        sums[cell * CHANNELS + 2] += rgb[at + 2] & 0xff;
        counts[cell]++;
      }
    }
    for (int cell = 0; cell < CELLS; cell++) {
      float n = Math.max(1, counts[cell]);
      toHsv(cell, sums[cell * 3] / n, sums[cell * 3 + 1] / n, sums[cell * 3 + 2] / n);
    }
    for (int y = 0; y < ROWS - 1; y++) {
      for (int x = 0; x < COLUMNS - 1; x++) {
        int cell = y * COLUMNS + x;
        float step =
            Math.abs(value[cell] - value[cell + 1]) + Math.abs(value[cell] - value[cell + COLUMNS]);
        edge[cell] = step > EDGE;
      }
    }
  }

  private void toHsv(int cell, float red, float green, float blue) {
    float most = Math.max(red, Math.max(green, blue));
    float least = Math.min(red, Math.min(green, blue));
    float chroma = most - least;
    float turn = 0;
    if (chroma > 0) {
      if (most == red) {
        turn = (green - blue) / chroma;
      } else if (most == green) {
        turn = 2 + (blue - red) / chroma;
      } else {
        turn = 4 + (red - green) / chroma;
      }
      turn = turn < 0 ? turn + 6 : turn;
    }
    hue[cell] = turn;
    saturation[cell] = most == 0 ? 0 : 255 * chroma / most;
    value[cell] = most;
    int bin =
        Math.min(7, (int) (turn / 6 * 8)) * 16
            + Math.min(3, (int) (saturation[cell] / 64)) * 4
            + Math.min(3, (int) (most / 64));
    spread[bin] += 1f / CELLS;
  }

  /** How much changed from {@code before} to this frame: 0 for nothing, about 100 at most. */
  double changeFrom(FrameSketch before) {
    double values = 0;
    double colours = 0;
    int edges = 0;
    int lost = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      values += Math.abs(value[cell] - before.value[cell]);
      double strength =
          Math.min(saturation[cell], before.saturation[cell])
              * Math.min(value[cell], before.value[cell])
              / (255.0 * 255.0);
      double turn = Math.abs(hue[cell] - before.hue[cell]);
      colours += strength * Math.min(turn, 6 - turn) / 3 * 255;
      colours +=
          Math.abs(saturation[cell] * value[cell] - before.saturation[cell] * before.value[cell])
              / 255;
      edges += (edge[cell] ? 1 : 0) + (before.edge[cell] ? 1 : 0);
      lost += edge[cell] && !before.edgeNear(cell) ? 1 : 0;
      lost += before.edge[cell] && !edgeNear(cell) ? 1 : 0;
    }
    double moved = 0;
    for (int bin = 0; bin < BINS; bin++) {
      moved += Math.abs(spread[bin] - before.spread[bin]);
    }
    double grid = (values + colours) / (2 * CELLS) / 255;
    double outline = lost / (double) Math.max(edges, CELLS / 20);
    return 100 * (0.4 * Math.min(1, 2 * grid) + 0.3 * outline + 0.3 * moved / 2);
  }

  private boolean edgeNear(int cell) {
    int x = cell % COLUMNS;
    int y = cell / COLUMNS;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int column = x + dx;
        int row = y + dy;
        if (column >= 0
            && column < COLUMNS
            && row >= 0
            && row < ROWS
            && edge[row * COLUMNS + column]) {
          return true;
        }
      }
    }
    return false;
  }
}
