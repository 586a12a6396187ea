package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

/**
 * One picture of a sample: a picture of its own, a frame of a video, or a view of a scene.
 *
 * @param picture the encoded bytes as they are stored
 * @param path a name whose extension tells the type, e.g. {@code 00017.jpg}; readers use nothing
 *     else of it; empty where the picture is in a haystack that was not looked into
 * @param index 0-based number of the frame in its video, or the position among a sample's pictures
 * @param seconds from the start of the video, or {@link #NO_TIME}
 * @param width of the stored picture in pixels
 * @param height of the stored picture in pixels
 * @param sha256 of the stored bytes, in lower-case hexadecimal
 */
public record Frame(
    EncodedPicture picture,
    String path,
    long index,
    double seconds,
    int width,
    int height,
    String sha256) {
  /** The time of what is no frame of a video; stored as null. */
  public static final double NO_TIME = -1;

  public Frame {
    requireNonNull(picture, "picture");
    requireNonNull(path, "path");
    requireNonNull(sha256, "sha256");
    if (index < 0) {
      throw new IllegalArgumentException("index must be at least 0, but was " + index);
    }
    if (!(seconds >= 0 || seconds == NO_TIME) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException(
          "seconds must be finite and at least 0, or -1 for none, but was " + seconds);
    }
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, but were " + width + "x" + height);
    }
  }

  /** A picture that is no frame of a video. */
  public static Frame picture(
      EncodedPicture picture, String path, long index, int width, int height, String sha256) {
    return new Frame(picture, path, index, NO_TIME, width, height, sha256);
  }

  public boolean hasTime() {
    return seconds != NO_TIME;
  }

  public Frame withIndex(long index) {
    return new Frame(picture, path, index, seconds, width, height, sha256);
  }

  public Frame withPicture(EncodedPicture picture) {
    return new Frame(picture, path, index, seconds, width, height, sha256);
  }
}
