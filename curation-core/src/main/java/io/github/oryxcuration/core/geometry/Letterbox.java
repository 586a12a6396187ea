package io.github.oryxcuration.core.geometry;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a frame is padded so that the trainer's resize changes nothing more: the frame keeps its
 * proportions (to the nearest pixel) and lies centred on a canvas of the trainer's grid whose area
 * is within the trainer's limits.
 *
 * @param canvas the padded frame: a fixed point of the trainer's resize
 * @param content the frame itself after scaling
 * @param x columns of padding on the left
 * @param y rows of padding above
 */
public record Letterbox(Size canvas, Size content, int x, int y) {

  /**
   * The canvas that shows the frame large with little padding: the most pixels shown, weighed by
   * the share of the canvas that they fill. The frame is never shown larger than the trainer's own
   * scale would make it.
   *
   * @throws CurationException EXTREME_ASPECT where no canvas shows at least one pixel of both sides
   */
  public static Letterbox of(Size source, int multiple, int minSide, int maxSide) {
    double scale = new SizeRule(multiple, 0, minSide, maxSide).scale(source.area());
    long most = (long) maxSide * maxSide / ((long) multiple * multiple);
    Letterbox best = null;
    for (int columns = 1; columns <= most; columns++) {
      for (int rows = 1; (long) rows * columns <= most; rows++) {
        Size canvas = new Size(columns * multiple, rows * multiple);
        if (canvas.area() >= (long) minSide * minSide) {
          Letterbox next = centred(source, canvas, scale);
          if (next != null && (best == null || next.isBetterThan(best))) {
            best = next;
          }
        }
      }
    }
    if (best == null) {
      throw new CurationException(
          Reason.EXTREME_ASPECT,
          source
              + " is too narrow: no canvas of "
              + multiple
              + "-pixel cells within "
              + maxSide
              + "x"
              + maxSide
              + " pixels shows both of its sides");
    }
    return best;
  }

  private static @Nullable Letterbox centred(Size source, Size canvas, double scale) {
    double fitted =
        Math.min(
            scale,
            Math.min(
                (double) canvas.width() / source.width(),
                (double) canvas.height() / source.height()));
    int width = (int) Math.min(canvas.width(), Math.rint(source.width() * fitted));
    int height = (int) Math.min(canvas.height(), Math.rint(source.height() * fitted));
    if (width < 1 || height < 1) {
      return null;
    }
    return new Letterbox(
        canvas,
        new Size(width, height),
        (canvas.width() - width) / 2,
        (canvas.height() - height) / 2);
  }

  /** Pixels shown, weighed by the share of the canvas that they fill; no division, so exact. */
  private boolean isBetterThan(Letterbox other) {
    long mine = content.area() * content.area() * other.canvas.area();
    long others = other.content.area() * other.content.area() * canvas.area();
    return mine != others ? mine > others : canvas.area() < other.canvas.area();
  }
}
