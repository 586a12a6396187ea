package io.github.oryxcuration.needle.feature;

import io.github.oryxcuration.core.picture.RgbImage;

/**
 * Measures a frame of about 240 lines. Without state; the same pixels give the same numbers
 * everywhere. Change {@link #VERSION} with anything that changes a number.
 */
public final class FrameMeter {
  /** Part of the key under which measures are kept. */
  public static final int VERSION = 1;

  private static final int DARK = 24;
  private static final int BRIGHT = 231;
  private static final int CHANNELS = 3;

  private FrameMeter() {}

  /** Measures one frame; at least 4 pixels a side. */
  public static FrameFeatures measure(RgbImage image) {
    if (image.width() < 4 || image.height() < 4) {
      throw new IllegalArgumentException("a frame must be at least 4x4, but was " + image.size());
    }
    Luma luma = Luma.of(image);
    Bars part = Bars.of(luma);
    int[] histogram = new int[256];
    long laplacian = laplacian(luma, part, histogram);
    long count = (long) part.width() * part.height();
    double sum = 0;
    double squares = 0;
    long dark = 0;
    long bright = 0;
    for (int level = 0; level < histogram.length; level++) {
      sum += (double) level * histogram[level];
      squares += (double) level * level * histogram[level];
      dark += level < DARK ? histogram[level] : 0;
      bright += level > BRIGHT ? histogram[level] : 0;
    }
    double mean = sum / count;
    double variance = Math.max(0, squares / count - mean * mean);
    return new FrameFeatures(
        PerceptualHash.of(small(luma, part)),
        (float) mean,
        percentile(histogram, count, 0.98) - percentile(histogram, count, 0.02),
        (float) (laplacian / (double) count / (variance + 1)),
        (float) (dark / (double) count),
        (float) (bright / (double) count),
        Lettering.share(luma, part, histogram, count),
        grid(image, part));
  }

  /** The sum of the squared Laplacian; fills the histogram in the same pass over the pixels. */
  private static long laplacian(Luma luma, Bars part, int[] histogram) {
    byte[] values = luma.values();
    int width = luma.width();
    long sum = 0;
    for (int y = part.top(); y < part.bottom(); y++) {
      boolean inner = y > part.top() && y < part.bottom() - 1;
      int row = y * width;
      for (int x = part.left(); x < part.right(); x++) {
        int at = row + x;
        int value = values[at] & 0xff;
        histogram[value]++;
        if (inner && x > part.left() && x < part.right() - 1) {
          int around =
              (values[at - 1] & 0xff)
                  + (values[at + 1] & 0xff)
                  + (values[at - width] & 0xff)
                  + (values[at + width] & 0xff);
          int edge = 4 * value - around;
          sum += (long) edge * edge;
        }
      }
    }
    return sum;
  }

  private static int percentile(int[] histogram, long count, double share) {
    long wanted = (long) (share * (count - 1));
    long seen = 0;
    for (int level = 0; level < histogram.length; level++) {
      seen += histogram[level];
      if (seen > wanted) {
        return level;
      }
    }
    return histogram.length - 1;
  }

  /** The shown part as 32 x 32 means of luma. */
  private static float[] small(Luma luma, Bars part) {
    int side = PerceptualHash.SIDE;
    int[] sums = new int[side * side];
    int[] counts = new int[side * side];
    int[] columns = cells(part.left(), part.right(), side);
    byte[] values = luma.values();
    for (int y = part.top(); y < part.bottom(); y++) {
      int row = (int) ((long) (y - part.top()) * side / part.height()) * side;
      int at = y * luma.width();
      for (int x = part.left(); x < part.right(); x++) {
        int cell = row + columns[x - part.left()];
        sums[cell] += values[at + x] & 0xff;
        counts[cell]++;
      }
    }
    float[] means = new float[side * side];
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? means[Math.max(0, i - 1)] : sums[i] / (float) counts[i];
    }
    return means;
  }

  private static int[] cells(int from, int to, int count) {
    int[] cells = new int[to - from];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (int) ((long) i * count / cells.length);
    }
    return cells;
  }

  private static byte[] grid(RgbImage image, Bars part) {
    long[] sums = new long[FrameFeatures.CELLS * CHANNELS];
    int[] counts = new int[FrameFeatures.CELLS];
    int[] columns = cells(part.left(), part.right(), FrameFeatures.COLUMNS);
    byte[] rgb = image.rgb();
    for (int y = part.top(); y < part.bottom(); y++) {
      int row = (int) ((long) (y - part.top()) * FrameFeatures.ROWS / part.height());
      int at = (y * image.width() + part.left()) * CHANNELS;
      for (int x = part.left(); x < part.right(); x++, at += CHANNELS) {
        int cell = row * FrameFeatures.COLUMNS + columns[x - part.left()];
        sums[cell * CHANNELS] += rgb[at] & 0xff;
        sums[cell * CHANNELS + 1] += rgb[at + 1] & 0xff;
        sums[cell * CHANNELS + 2] += rgb[at + 2] & 0xff;
        counts[cell]++;
      }
    }
    byte[] grid = new byte[FrameFeatures.GRID];
    for (int cell = 0; cell < FrameFeatures.CELLS; cell++) {
      int n = Math.max(1, counts[cell]);
      double red = sums[cell * CHANNELS] / (double) n;
      double green = sums[cell * CHANNELS + 1] / (double) n;
      double blue = sums[cell * CHANNELS + 2] / (double) n;
      double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      grid[cell] = level(luma);
      grid[FrameFeatures.CELLS + cell] = level(128 + 0.564 * (blue - luma));
      grid[2 * FrameFeatures.CELLS + cell] = level(128 + 0.713 * (red - luma));
    }
    return grid;
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
