package io.github.oryxcuration.core.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which frames of a video are kept. Every result lists 0-based frame numbers in ascending order.
 *
 * <p>The uniform rule is numpy's {@code linspace(0, n - 1, k, dtype=int)} in double arithmetic; the
 * exact quotient of integers differs from it for 102 of the lengths up to 2999 (first at 154
 * frames).
 */
public final class FrameSampling {
  /** frames_upbound of every published script. */
  public static final int MAX_FRAMES = 64;

  private static final double MICROS_PER_SECOND = 1_000_000.0;

  private FrameSampling() {}

  /**
   * {@code chosen} frame numbers spread over {@code frames}; with fewer frames than that, some are
   * repeated, as the reference's inference does.
   */
  public static int[] linspace(int frames, int chosen) {
    checkPositive("frames", frames);
    checkPositive("chosen", chosen);
    int[] numbers = new int[chosen];
    if (chosen > 1) {
      double step = (frames - 1) / (double) (chosen - 1);
      for (int i = 0; i < chosen - 1; i++) {
        numbers[i] = (int) Math.floor(i * step);
      }
      numbers[chosen - 1] = frames - 1;
    }
    return numbers;
  }

  /** What the trainer keeps of the frames it is given: all, or {@code max} spread over them. */
  public static int[] training(int frames, int max) {
    checkPositive("frames", frames);
    checkPositive("max", max);
    return frames > max ? linspace(frames, max) : IntStream.range(0, frames).toArray();
  }

  /** {@link #sampled} at one frame per second. */
  public static int[] oneFps(int frames, double averageFps, int max) {
    return sampled(frames, averageFps, 1.0, max);
  }

  /**
   * Frames of a video of constant rate: every {@code round(averageFps / fps)}-th one (half to even,
   * at least 1) from the first on; where these are more than {@code max}, {@code max} spread over
   * all frames instead (the rule of the published model card).
   */
  public static int[] sampled(int frames, double averageFps, double fps, int max) {
    checkPositive("frames", frames);
    checkPositive("max", max);
    checkRate("averageFps", averageFps);
    checkRate("fps", fps);
    int stride = (int) Math.min(frames, Math.max(1, Math.rint(averageFps / fps)));
    int kept = (frames - 1) / stride + 1;
    if (kept > max) {
      return linspace(frames, max);
    }
    return IntStream.range(0, kept).map(i -> i * stride).toArray();
  }

  /**
   * Frames of a video of variable rate: for each moment {@code k / fps} seconds after the first
   * frame, the first frame at or after it; a frame that serves several moments is kept once. Where
   * these are more than {@code max}, {@code max} spread over all frames instead.
   *
   * @param micros presentation time of every frame in microseconds, not descending
   */
  public static int[] sampledByTime(long[] micros, double fps, int max) {
    checkPositive("frames", micros.length);
    checkPositive("max", max);
    checkRate("fps", fps);
    int[] kept = new int[micros.length];
    int count = 0;
    long moment = 0;
    for (int i = 0; i < micros.length; i++) {
      long elapsed = micros[i] - micros[0];
      if (i > 0 && micros[i] < micros[i - 1]) {
        throw new IllegalArgumentException(
            "micros must not descend, but frame " + i + " at " + micros[i] + " does");
      }
      if (elapsed >= micros(moment, fps)) {
        kept[count++] = i;
        moment = (long) Math.floor(elapsed * fps / MICROS_PER_SECOND);
        while (micros(moment, fps) <= elapsed) {
          moment++;
        }
      }
    }
    if (count > max) {
      return linspace(micros.length, max);
    }
    return Arrays.copyOf(kept, count);
  }

  /** The time of a moment, to the nearest microsecond, as containers store it. */
  private static long micros(long moment, double fps) {
    return Math.round(moment / fps * MICROS_PER_SECOND);
  }

  private static void checkPositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }

  private static void checkRate(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0, but was " + value);
    }
  }
}
