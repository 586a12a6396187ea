package io.github.oryxcuration.core.geometry;

/**
 * How many tokens a picture or a video takes in the language model, by the reference's layout
 * ({@code mm_projector/builder.py} lines 60 to 120): a begin token, rows of patches each closed by
 * a newline token, separators, an end token. Sizes are those after the trainer's resize.
 */
public final class VisualTokens {
  private static final int PATCH = 16;
  private static final int VIDEO_CELL = 2 * PATCH;
  private static final int LONG_CELL = 4 * PATCH;

  private VisualTokens() {}

  /** One picture: begin, low-resolution rows, separator, high-resolution rows, end. */
  public static long image(ImageGeometry geometry) {
    return 1 + rows(geometry.low(), PATCH) + 1 + rows(geometry.high(), PATCH) + 1;
  }

  /** {@code frames} of a video, compressed 2x2: begin, rows and separator of each frame, end. */
  public static long video(int frames, Size resized) {
    return 1 + checked(frames) * videoFrame(resized) + 1;
  }

  /** {@code frames} of a long video, compressed 4x4. */
  public static long videoLong(int frames, Size resized) {
    return 1 + checked(frames) * videoLongFrame(resized) + 1;
  }

  /** One frame of a video with its separator. */
  public static long videoFrame(Size resized) {
    return rows(resized, VIDEO_CELL) + 1;
  }

  /** One frame of a long video with its separator. */
  public static long videoLongFrame(Size resized) {
    return rows(resized, LONG_CELL) + 1;
  }

  /** Tokens of all rows, each with its newline. */
  private static long rows(Size size, int cell) {
    if (size.width() % cell != 0 || size.height() % cell != 0) {
      throw new IllegalArgumentException(
          "size must be a multiple of " + cell + " pixels, but was " + size);
    }
    return (long) (size.height() / cell) * (size.width() / cell + 1);
  }

  private static long checked(int frames) {
    if (frames < 1) {
      throw new IllegalArgumentException("frames must be at least 1, but was " + frames);
    }
    return frames;
  }
}
