package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.picture.RgbImage;

/**
 * One decoded frame: upright, scaled and padded as asked.
 *
 * @param index 0-based, in presentation order
 * @param seconds after the first frame of the video
 */
public record VideoFrame(long index, double seconds, RgbImage image) {
  public VideoFrame {
    requireNonNull(image, "image");
  }
}
