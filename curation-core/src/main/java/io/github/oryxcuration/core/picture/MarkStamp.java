package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.sample.Mark;
import java.util.List;

/**
 * Draws numbered marks as the figures of Coarse Correspondences (arXiv 2408.00754) have them: a red
 * disc of 4.3 % of the picture's width, opaque and without a rim, with the number in white. Digits
 * are drawn from strokes that are part of this class, by arithmetic that is the same on every
 * machine.
 */
public final class MarkStamp {
  private static final double SHARE = 0.043;
  private static final int LEAST = 18;
  private static final int RED = 0xff0000;
  private static final int WHITE = 0xffffff;
  private static final int CHANNELS = 3;

  /** Every pixel is looked at in so many places across and down. */
  private static final int SUBPIXELS = 4;

  /** Height of digits as a share of the disc, where they fit. */
  private static final double CAP = 0.5;

  /** Of the disc's width, what digits may take. */
  private static final double ROOM = 0.82;

  private MarkStamp() {}

  /** The diameter of a mark on a picture of a width, in pixels. */
  public static int diameter(int width) {
    return Math.max(LEAST, (int) Math.round(SHARE * width));
  }

  /** A copy of the picture with marks on it, later ones on top; what lies outside is cut off. */
  public static RgbImage stamped(RgbImage image, List<Mark> marks) {
    byte[] rgb = image.rgb().clone();
    int diameter = diameter(image.width());
    for (Mark mark : marks) {
      stamp(rgb, image.width(), image.height(), mark, diameter);
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private static void stamp(byte[] rgb, int width, int height, Mark mark, int diameter) {
    // On whole pixels, so that all marks look the same.
    long cx = Math.round(mark.x());
    long cy = Math.round(mark.y());
    double radius = diameter / 2.0;
    String text = String.valueOf(mark.id());
    double cap = Math.min(CAP * diameter, ROOM * diameter / DigitStrokes.width(text));
    int reach = (int) Math.ceil(radius) + 1;
    for (long y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
      for (long x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
        int disc = 0;
        int ink = 0;
        for (int s = 0; s < SUBPIXELS * SUBPIXELS; s++) {
          int column = s % SUBPIXELS;
          int row = s / SUBPIXELS;
          double dx = x - cx + (column + 0.5) / SUBPIXELS - 0.5;
          double dy = y - cy + (row + 0.5) / SUBPIXELS - 0.5;
          if (dx * dx + dy * dy <= radius * radius) {
            disc++;
            ink += DigitStrokes.isInk(text, dx / cap, dy / cap) ? 1 : 0;
          }
        }
        blend(rgb, (int) (y * width + x) * CHANNELS, disc, ink);
      }
    }
  }

  private static void blend(byte[] rgb, int at, int disc, int ink) {
    int all = SUBPIXELS * SUBPIXELS;
    for (int c = 0; c < CHANNELS; c++) {
      int shift = 16 - 8 * c;
      int sum =
          (all - disc) * (rgb[at + c] & 0xff)
              + (disc - ink) * (RED >> shift & 0xff)
              + ink * (WHITE >> shift & 0xff);
      rgb[at + c] = (byte) ((sum + all / 2) / all);
    }
  }
}
