package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

/**
 * One decoded frame: upright, scaled and padded as asked.
 *
 * <p>The array is handed over, not copied: {@code height x width x 3} bytes, red, green, blue.
 */
public final class VideoFrame {
  private final long index;
  private final double seconds;
  private final int width;
  private final int height;
  private final byte[] rgb;

  VideoFrame(long index, double seconds, int width, int height, byte[] rgb) {
    this.index = index;
    this.seconds = seconds;
    this.width = width;
    this.height = height;
    this.rgb = requireNonNull(rgb, "rgb");
  }

  /** 0-based, in presentation order. */
  public long index() {
    return index;
  }

  /** After the first frame of the video. */
  public double seconds() {
    return seconds;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public byte[] rgb() {
    return rgb;
  }

  @Override
  public String toString() {
    return "frame %d at %s s, %dx%d".formatted(index, seconds, width, height);
  }
}
