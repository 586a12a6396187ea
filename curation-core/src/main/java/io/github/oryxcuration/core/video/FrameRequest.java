package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.Arrays;

/**
 * Which frames of a video are wanted, and in what size. Immutable.
 *
 * <p>Indexes are 0-based in presentation order. Without a size, frames keep the size of the video
 * (after rotation).
 */
public final class FrameRequest {
  private static final int AS_IT_IS = 0;

  private final long[] indexes;
  private final boolean all;
  private final int canvasWidth;
  private final int canvasHeight;
  private final int width;
  private final int height;
  private final int grey;

  private FrameRequest(
      long[] indexes,
      boolean all,
      int canvasWidth,
      int canvasHeight,
      int width,
      int height,
      int grey) {
    this.indexes = indexes;
    this.all = all;
    this.canvasWidth = canvasWidth;
    this.canvasHeight = canvasHeight;
    this.width = width;
    this.height = height;
    this.grey = grey;
  }

  /** The frames of the given numbers, which must ascend strictly. */
  public static FrameRequest of(long... indexes) {
    long[] copy = indexes.clone();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] < 0 || (i > 0 && copy[i] <= copy[i - 1])) {
        throw new IllegalArgumentException(
            "indexes must ascend strictly from 0, but were " + Arrays.toString(copy));
      }
    }
    return new FrameRequest(
        copy, false, AS_IT_IS, AS_IT_IS, AS_IT_IS, AS_IT_IS, RgbImage.MIDDLE_GREY);
  }

  /** Every frame of the video. */
  public static FrameRequest all() {
    return new FrameRequest(
        new long[0], true, AS_IT_IS, AS_IT_IS, AS_IT_IS, AS_IT_IS, RgbImage.MIDDLE_GREY);
  }

  /** Scaled to exactly this size. */
  public FrameRequest scaledTo(int width, int height) {
    return paddedTo(width, height, width, height, RgbImage.MIDDLE_GREY);
  }

  /**
   * Scaled to {@code width x height} and centred on a larger canvas; where the margin is odd, the
   * extra pixel is at the right and at the bottom.
   *
   * @param grey level of the padding, 0 (black) to 255; {@link RgbImage#MIDDLE_GREY} for neutral
   */
  public FrameRequest paddedTo(int canvasWidth, int canvasHeight, int width, int height, int grey) {
    if (width < 1 || height < 1 || width > canvasWidth || height > canvasHeight) {
      throw new IllegalArgumentException(
          "a frame of %dx%d must have a side of at least 1 and fit its canvas of %dx%d"
              .formatted(width, height, canvasWidth, canvasHeight));
    }
    if (grey < 0 || grey > 255) {
      throw new IllegalArgumentException("grey must be 0 to 255, but was " + grey);
    }
    return new FrameRequest(indexes, all, canvasWidth, canvasHeight, width, height, grey);
  }

  boolean wants(long index) {
    return all || Arrays.binarySearch(indexes, index) >= 0;
  }

  /** Whether no wanted frame comes at or after {@code index}. */
  boolean doneBefore(long index) {
    return !all && last() < index;
  }

  boolean wantsAll() {
    return all;
  }

  /** The last wanted number; -1 for none. */
  long last() {
    return indexes.length == 0 ? -1 : indexes[indexes.length - 1];
  }

  /** Whether more than half of the frames until the last wanted one are not wanted. */
  boolean isSparse() {
    return !all && last() > 2L * indexes.length;
  }

  /** How many frames are wanted; meaningless for {@link #all()}. */
  int count() {
    return indexes.length;
  }

  boolean keepsSize() {
    return width == AS_IT_IS;
  }

  int canvasWidth() {
    return canvasWidth;
  }

  int canvasHeight() {
    return canvasHeight;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int grey() {
    return grey;
  }
}
