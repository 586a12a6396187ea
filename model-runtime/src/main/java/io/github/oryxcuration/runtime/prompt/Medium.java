package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.picture.RgbImage;

/** What one {@code <image>} of a question stands for. */
public sealed interface Medium {
  /**
   * A picture.
   *
   * @param image as its file stores it: like the reference, nobody turns it by its EXIF orientation
   *     here; the toolkit's own samples have theirs turned already
   */
  record Picture(RgbImage image) implements Medium {}

  /** A video, or the views of a scene: regions of 2 x 2 patches become a token. */
  record Video(FrameSource frames) implements Medium {}

  /** An extremely long video: regions of 4 x 4 patches become a token. */
  record LongVideo(FrameSource frames) implements Medium {}
}
