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
    BicubicWeights columns = across ? new BicubicWeights(image.width(), width) : null;
    if (down) {
      resizeRows(image, columns, width, new BicubicWeights(image.height(), height), out);
    } else if (columns != null) {
      int[] row = new int[image.width() * CHANNELS];
      int[] resized = new int[width * CHANNELS];
      for (int y = 0; y < height; y++) {
        load(image, y, row);
        across(row, columns, resized);
        for (int i = 0, at = y * resized.length; i < resized.length; i++, at++) {
          out[at] = (byte) resized[i];
        }
      }
    }
    return new RgbImage(width, height, out);
  }

  /** Both passes over a ring of rows: each input row is resized once, when it is first needed. */
  private static void resizeRows(
      RgbImage image,
      @Nullable BicubicWeights columns,
      int width,
      BicubicWeights rows,
      byte[] out) {
    int[][] ring = new int[rows.stride][width * CHANNELS];
    int[] loaded = new int[image.width() * CHANNELS];
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
          load(image, next, loaded);
          across(loaded, columns, slot);
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

  private static void across(int[] row, BicubicWeights columns, int[] out) {
    int[] weights = columns.weights;
    for (int x = 0; x < columns.first.length; x++) {
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int at = columns.first[x] * CHANNELS;
      int end = x * columns.stride + columns.count[x];
      for (int j = x * columns.stride; j < end; j++, at += CHANNELS) {
        int weight = weights[j];
        red += row[at] * weight;
        green += row[at + 1] * weight;
        blue += row[at + 2] * weight;
      }
      out[x * CHANNELS] = clamped(red);
      out[x * CHANNELS + 1] = clamped(green);
      out[x * CHANNELS + 2] = clamped(blue);
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
}
