package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.sample.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes marks off a picture again: what {@link MarkStamp} covered is filled from the ring around
 * it, each pixel with the mean of the ring's, nearer ones counting more (Shepard's inverse squared
 * distance). What was there before stays lost; the number is gone.
 */
public final class MarkEraser {
  private static final int CHANNELS = 3;

  /** So far does a codec carry a mark's colour beyond its rim, in pixels. */
  private static final double BLEEDING = 3;

  private static final double RING = 3;

  private MarkEraser() {}

  /** A copy without the marks, which stand where {@link MarkStamp#stamped} was told. */
  public static RgbImage erased(RgbImage image, List<Mark> marks) {
    double radius = MarkStamp.diameter(image.width()) / 2.0 + BLEEDING;
    byte[] rgb = image.rgb().clone();
    for (Mark mark : marks) {
      List<int[]> ring = ring(image, marks, mark, radius);
      each(
          image,
          mark,
          radius,
          (x, y, distance) -> {
            if (distance <= radius) {
              fill(image, rgb, x, y, ring);
            }
          });
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private interface Visitor {
    void visit(int x, int y, double distance);
  }

  private static void each(RgbImage image, Mark mark, double reach, Visitor visitor) {
    double cx = (double) Math.round(mark.x());
    double cy = (double) Math.round(mark.y());
    int left = (int) Math.max(0, cx - reach);
    int top = (int) Math.max(0, cy - reach);
    for (int y = top; y <= Math.min(image.height() - 1, cy + reach); y++) {
      for (int x = left; x <= Math.min(image.width() - 1, cx + reach); x++) {
        visitor.visit(x, y, Math.hypot(x - cx, y - cy));
      }
    }
  }

  /** The pixels around a mark that no mark covers. */
  private static List<int[]> ring(RgbImage image, List<Mark> marks, Mark mark, double radius) {
    List<int[]> ring = new ArrayList<>();
    each(
        image,
        mark,
        radius + RING,
        (x, y, distance) -> {
          if (distance > radius
              && distance <= radius + RING
              && marks.stream().noneMatch(other -> covers(other, x, y, radius))) {
            ring.add(new int[] {x, y});
          }
        });
    return ring;
  }

  private static boolean covers(Mark mark, int x, int y, double radius) {
    double dx = x - (double) Math.round(mark.x());
    double dy = y - (double) Math.round(mark.y());
    return Math.hypot(dx, dy) <= radius;
  }

  /** Middle grey where nothing is around. */
  private static void fill(RgbImage from, byte[] rgb, int x, int y, List<int[]> ring) {
    double weights = 0;
    double[] sums = new double[CHANNELS];
    for (int[] at : ring) {
      double dx = x - at[0];
      double dy = y - at[1];
      double weight = 1 / (dx * dx + dy * dy);
      weights += weight;
      for (int c = 0; c < CHANNELS; c++) {
        sums[c] += weight * (from.rgb()[(at[1] * from.width() + at[0]) * CHANNELS + c] & 0xff);
      }
    }
    for (int c = 0; c < CHANNELS; c++) {
      double value = weights == 0 ? RgbImage.MIDDLE_GREY : sums[c] / weights;
      rgb[(y * from.width() + x) * CHANNELS + c] = (byte) Math.round(value);
    }
  }
}
