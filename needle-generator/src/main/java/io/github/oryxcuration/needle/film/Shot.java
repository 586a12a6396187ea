package io.github.oryxcuration.needle.film;

import java.util.List;

/**
 * One shot of a film.
 *
 * @param number from 0, in the order of the film
 * @param start first frame, from 0, at the film's own rate
 * @param end last frame, inclusive
 * @param keys frame numbers of the key frames as the shot file lists them; empty where none are
 *     known. Images 0 and 2 need not be taken at these: the published saver takes the first and
 *     last frame of the shot.
 */
public record Shot(int number, long start, long end, List<Long> keys) {
  public Shot {
    keys = List.copyOf(keys);
    if (number < 0 || start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a shot must satisfy 0 <= start <= end, but shot %d was [%d, %d]"
              .formatted(number, start, end));
    }
  }

  public long frames() {
    return end - start + 1;
  }

  public boolean holds(long frame) {
    return frame >= start && frame <= end;
  }
}
