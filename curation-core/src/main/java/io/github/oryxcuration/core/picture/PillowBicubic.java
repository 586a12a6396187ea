package io.github.oryxcuration.core.picture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code Image.resize(size)} of Pillow for RGB pictures, to the last bit: the resize that the Oryx
 * trainer and inference apply to every picture and frame. Integer arithmetic, so it is the same on
 * every machine.
 *
 * <p>Rows are resized first, then columns; each only if its size changes; between the two, values
 * are rounded to bytes. Only as many rows are held as the column filter spans.
 */
public final class PillowBicubic {
  private static final int CHANNELS = 3;
  private static final int BITS = BicubicWeights.BITS;
  private static final int HALF = BicubicWeights.HALF;

  private PillowBicubic() {}

  /** The picture at a new size; the same picture where the size is its own. */
  public static RgbImage resize(RgbImage image, int width, int height) {
    byte[] out = new byte[RgbImage.length(width, height)];
    boolean across = width != image.width();
    boolean down = height != image.height();
    if (!across && !down) {
      return image;
    }
    Columns columns = across ? new Columns(image.width(), width) : null;
    if (down) {
      resizeRows(image, columns, width, new BicubicWeights(image.height(), height), out);
    } else if (columns != null) {
      int[] resized = new int[width * CHANNELS];
      for (int y = 0; y < height; y++) {
        columns.resize(image, y, resized);
        for (int i = 0, at = y * resized.length; i < resized.length; i++, at++) {
          out[at] = (byte) resized[i];
        }
      }
    }
    return new RgbImage(width, height, out);
  }

  /** Both passes over a ring of rows: each input row is resized once, when it is first needed. */
  private static void resizeRows(
      RgbImage image, @Nullable Columns columns, int width, BicubicWeights rows, byte[] out) {
    int[][] ring = new int[rows.stride][width * CHANNELS];
    int[] sums = new int[width * CHANNELS];
    int next = rows.first[0];
    for (int y = 0; y < rows.first.length; y++) {
      int from = rows.first[y];
      int to = from + rows.count[y];
      for (next = Math.max(next, from); next < to; next++) {
        int[] slot = ring[next % ring.length];
        if (columns == null) {
          load(image, next, slot);
        } else {
          columns.resize(image, next, slot);
        }
      }
      Arrays.fill(sums, HALF);
      for (int j = 0; j < rows.count[y]; j++) {
        addWeighted(sums, ring[(from + j) % ring.length], rows.weights[y * rows.stride + j]);
      }
      store(sums, out, y * sums.length);
    }
  }

  private static void load(RgbImage image, int y, int[] row) {
    byte[] rgb = image.rgb();
    int at = y * row.length;
    for (int i = 0; i < row.length; i++) {
      row[i] = rgb[at + i] & 0xff;
    }
  }

  /** A loop of its own, so that the compiler turns it into vector instructions. */
  private static void addWeighted(int[] sums, int[] row, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * weight;
    }
  }

  private static void store(int[] sums, byte[] out, int at) {
    for (int i = 0; i < sums.length; i++) {
      out[at + i] = (byte) clamped(sums[i]);
    }
  }

  private static int clamped(int sum) {
    return Math.max(0, Math.min(255, sum >> BITS));
  }

  /** The pass along rows. Red and blue share one long, so that one product serves both. */
  private static final class Columns {
    private final BicubicWeights weights;
    private final long[] redBlue;
    private final int[] green;

    Columns(int in, int out) {
      weights = new BicubicWeights(in, out);
      redBlue = new long[in];
      green = new int[in];
    }

    void resize(RgbImage image, int y, int[] out) {
      load(image, y);
      int[] factors = weights.weights;
      for (int x = 0; x < weights.first.length; x++) {
        long twoSums = HALF | ((long) HALF << 32);
        int greenSum = HALF;
        int at = weights.first[x];
        int end = x * weights.stride + weights.count[x];
        for (int j = x * weights.stride; j < end; j++, at++) {
          int factor = factors[j];
          twoSums += redBlue[at] * factor;
          greenSum += green[at] * factor;
        }
        int redSum = (int) twoSums;
        // A negative lower half has borrowed one from the upper half.
        int blueSum = (int) ((twoSums - redSum) >> 32);
        out[x * CHANNELS] = clamped(redSum);
        out[x * CHANNELS + 1] = clamped(greenSum);
        out[x * CHANNELS + 2] = clamped(blueSum);
      }
    }

    private void load(RgbImage image, int y) {
      byte[] rgb = image.rgb();
      for (int x = 0, at = y * green.length * CHANNELS; x < green.length; x++, at += CHANNELS) {
        redBlue[x] = (rgb[at] & 0xffL) | ((rgb[at + 2] & 0xffL) << 32);
        green[x] = rgb[at + 1] & 0xff;
      }
    }
  }
}
