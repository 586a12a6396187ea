package io.github.oryxcuration.core.geometry;

import io.github.oryxcuration.core.error.CurationException;

/**
 * What the trainer makes of every frame of a video (reference {@code mm_utils.py} lines 141 to
 * 195): an area between 288² and 480² pixels on a grid of 64 pixels, or 128 for long videos.
 */
public record FrameGeometry(Size source, Size resized) {
  /** The grid of {@code video}: 2x2 patches of 16 pixels per token, and room for pairs of them. */
  public static final int VIDEO_MULTIPLE = 64;

  /** The grid of {@code video_long}. */
  public static final int LONG_MULTIPLE = 128;

  /** VIDEO_MINRES and VIDEO_MAXRES of every published script. */
  public static final int MIN_SIDE = 288;

  public static final int MAX_SIDE = 480;

  /**
   * Follows the reference's resize.
   *
   * @param multiple 64 for video, 128 for long video
   * @param minSide frames of fewer pixels than its square are enlarged
   * @param maxSide frames of more pixels than its square are reduced
   * @throws CurationException EXTREME_ASPECT where a side would have no pixels
   */
  public static FrameGeometry of(Size source, int multiple, int minSide, int maxSide) {
    return new FrameGeometry(source, new SizeRule(multiple, 0, minSide, maxSide).apply(source));
  }

  /** {@code video} with the published limits. */
  public static FrameGeometry video(Size source) {
    return of(source, VIDEO_MULTIPLE, MIN_SIDE, MAX_SIDE);
  }

  /** {@code video_long} with the published limits. */
  public static FrameGeometry videoLong(Size source) {
    return of(source, LONG_MULTIPLE, MIN_SIDE, MAX_SIDE);
  }

  /** How far the resize changes the proportions. */
  public Distortion distortion() {
    return new Distortion(source, resized);
  }
}
