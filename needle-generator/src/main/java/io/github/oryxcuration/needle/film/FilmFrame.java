package io.github.oryxcuration.needle.film;

/**
 * One frame that a haystack may hold.
 *
 * @param index place in the film's medium: the position among its pictures, or the frame number of
 *     a video
 * @param shot number of its shot, or {@link #NO_SHOT}
 * @param image 0 to 2 for key frames; 0 for frames of a video
 * @param seconds from the start of the film, or {@link
 *     io.github.oryxcuration.core.sample.Frame#NO_TIME}
 * @param exact whether the time is that of the frame; key frames 0 and 2 of MovieNet lie somewhere
 *     within their shot
 */
public record FilmFrame(long index, int shot, int image, double seconds, boolean exact) {
  public static final int NO_SHOT = -1;

  public KeyFrameName name() {
    return new KeyFrameName(Math.max(0, shot), image);
  }
}
