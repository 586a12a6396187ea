package io.github.oryxcuration.core.video;

/**
 * How much work one video file may cause. What passes a limit is refused as MEDIA_TOO_LARGE.
 *
 * @param maxPixels of one decoded frame
 * @param maxFrames of one file
 * @param maxSeconds of wall time spent on one call
 */
public record VideoLimits(long maxPixels, long maxFrames, int maxSeconds) {
  public VideoLimits {
    if (maxPixels < 1 || maxFrames < 1 || maxSeconds < 1) {
      throw new IllegalArgumentException(
          "maxPixels, maxFrames and maxSeconds must be at least 1, but were %d, %d and %d"
              .formatted(maxPixels, maxFrames, maxSeconds));
    }
  }
}
