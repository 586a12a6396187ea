package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.geometry.FrameSampling;

/**
 * Which frames of a video are shown.
 *
 * @param most frames; a longer video is cut down to them, spread evenly over it
 * @param repeat whether a shorter video is stretched to them by repeating frames, as the
 *     reference's inference does; its training does not
 */
public record FrameRule(int most, boolean repeat) {
  public FrameRule {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but was " + most);
    }
  }

  /** The inference scripts of the reference: always 64 frames. */
  public static FrameRule inference() {
    return new FrameRule(FrameSampling.MAX_FRAMES, true);
  }

  /** Training: all frames, at most 64. */
  public static FrameRule training() {
    return new FrameRule(FrameSampling.MAX_FRAMES, false);
  }

  /**
   * Long videos: all frames, at most 256. No script of the reference asks about long videos;
   * training draws 192 to 256.
   */
  public static FrameRule longVideo() {
    return new FrameRule(4 * FrameSampling.MAX_FRAMES, false);
  }

  /** Every frame that is given, for frames that were chosen before. */
  public static FrameRule all() {
    return new FrameRule(Integer.MAX_VALUE, false);
  }

  /** The frame at each moment, in ascending order. */
  int[] choose(int frames) {
    return repeat ? FrameSampling.linspace(frames, most) : FrameSampling.training(frames, most);
  }
}
