package io.github.oryxcuration.core.geometry;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * What the trainer makes of one picture (reference {@code mm_utils.py} lines 197 to 223): a
 * high-resolution view near its native size and a low-resolution view of about 384² pixels, the
 * latter made from the former. Both are multiples of 32 pixels.
 *
 * @param source the decoded picture, without EXIF orientation (the reference does not apply it)
 * @param resizes every resize in order, those that change nothing included; the last but one gives
 *     {@code high}, the last {@code low}
 */
public record ImageGeometry(Size source, List<Size> resizes, Size high, Size low) {
  /** MAXRES of the published model and of stage 2: a picture keeps at most its square in pixels. */
  public static final int MAX_SIDE = 1536;

  /** The grid of pictures; the vision tower cuts 16-pixel patches from it. */
  public static final int MULTIPLE = 32;

  private static final int LOW_SIDE = 384;
  private static final int TINY = 32;
  private static final double TINY_BECOMES = 64;

  public ImageGeometry {
    resizes = List.copyOf(resizes);
  }

  /**
   * Follows the reference's resizes.
   *
   * @param maxSide MAXRES: 1536, or 1280 in stage-1 SFT; not applied where a base is given
   * @param baseSide HIGHRES_BASE: 0 keeps the native size; 768 in stage-1 alignment
   * @throws CurationException EXTREME_ASPECT where a side would have no pixels, which the trainer
   *     cannot read
   */
  public static ImageGeometry of(Size source, int maxSide, int baseSide) {
    List<Size> resizes = new ArrayList<>(3);
    Size size = source;
    if (source.width() < TINY || source.height() < TINY) {
      size = enlarged(source);
      resizes.add(size);
    }
    Size high = new SizeRule(MULTIPLE, baseSide, 0, maxSide).apply(size);
    resizes.add(high);
    Size low = new SizeRule(MULTIPLE, LOW_SIDE, 0, LOW_SIDE).apply(high);
    resizes.add(low);
    return new ImageGeometry(source, resizes, high, low);
  }

  /** The geometry of the published model: native size up to 1536². */
  public static ImageGeometry of(Size source) {
    return of(source, MAX_SIDE, 0);
  }

  /** The guard of the reference against tiny pictures: the tiny side becomes 64 pixels. */
  private static Size enlarged(Size source) {
    int width = source.width();
    int height = source.height();
    int tiny;
    if (width < TINY && height < TINY) {
      tiny = Math.min(width, height);
    } else {
      tiny = width < TINY ? width : height;
    }
    double factor = TINY_BECOMES / tiny;
    long newWidth = (long) (width * factor);
    long newHeight = (long) (height * factor);
    if (newWidth > Integer.MAX_VALUE || newHeight > Integer.MAX_VALUE) {
      throw new CurationException(
          Reason.EXTREME_ASPECT,
          source + " is too narrow: the trainer would enlarge it to " + newWidth + "x" + newHeight);
    }
    return new Size((int) newWidth, (int) newHeight);
  }
}
