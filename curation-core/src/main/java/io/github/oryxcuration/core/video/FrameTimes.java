package io.github.oryxcuration.core.video;

import java.util.Arrays;

/**
 * When each frame of a video is shown: microseconds after its first frame, ascending, one per frame
 * in presentation order. Immutable; equal for equal times.
 */
public final class FrameTimes {
  private static final double MICROS = 1e6;

  private final long[] micros;

  private FrameTimes(long[] micros) {
    this.micros = micros;
  }

  /** Times in any order; they are sorted and counted from the earliest. */
  static FrameTimes of(long[] anyOrder) {
    long[] sorted = anyOrder.clone();
    Arrays.sort(sorted);
    long first = sorted.length == 0 ? 0 : sorted[0];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = saturatedDifference(sorted[i], first);
    }
    return new FrameTimes(sorted);
  }

  /** Damaged files have times so far apart that their difference is no long. */
  private static long saturatedDifference(long later, long earlier) {
    long difference = later - earlier;
    return difference < 0 ? Long.MAX_VALUE : difference;
  }

  public int count() {
    return micros.length;
  }

  public long micros(int frame) {
    return micros[frame];
  }

  public double seconds(int frame) {
    return micros[frame] / MICROS;
  }

  /** A copy. */
  public long[] toMicros() {
    return micros.clone();
  }

  /** Frames per second between the first and the last frame; 0 where that cannot be told. */
  double averageRate() {
    int last = micros.length - 1;
    return last < 1 || micros[last] == 0 ? 0 : last * MICROS / micros[last];
  }

  /**
   * Whether each frame stands within half a period of the place that an even rate would give it, so
   * that counting frames and looking at the clock choose the same frame.
   */
  boolean even() {
    int last = micros.length - 1;
    if (last < 1) {
      return true;
    }
    double period = (double) micros[last] / last;
    for (int i = 0; i <= last; i++) {
      if (!(Math.abs(micros[i] - i * period) <= period / 2)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameTimes that && Arrays.equals(micros, that.micros);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(micros);
  }

  @Override
  public String toString() {
    return micros.length == 0
        ? "no frames"
        : micros.length + " frames over " + seconds(micros.length - 1) + " s";
  }
}
