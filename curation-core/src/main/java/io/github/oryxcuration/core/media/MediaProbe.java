package io.github.oryxcuration.core.media;

import static java.util.Objects.requireNonNull;

/**
 * What was measured of one medium.
 *
 * @param path where it lies, for people
 * @param sha256 of its bytes, or of the bytes of its pictures one after the other
 * @param bytes how many they are
 * @param format jpeg, png, h264, frames, …
 * @param width in pixels, after orientation or rotation
 * @param height likewise
 * @param orientation EXIF orientation of a picture, 1 to 8; 1 for everything else
 * @param frames 1 for a picture
 * @param framesPerSecond of a video at constant rate, else its mean; 0 where frames have no time
 * @param seconds how long a video plays; 0 where frames have no time
 * @param truncated a video breaks off and its good frames are used
 */
public record MediaProbe(
    String path,
    String sha256,
    long bytes,
    String format,
    int width,
    int height,
    int orientation,
    long frames,
    double framesPerSecond,
    double seconds,
    boolean truncated) {
  public MediaProbe {
    requireNonNull(path, "path");
    requireNonNull(sha256, "sha256");
    requireNonNull(format, "format");
  }
}
