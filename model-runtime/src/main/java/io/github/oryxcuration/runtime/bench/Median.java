package io.github.oryxcuration.runtime.bench;

import java.util.Arrays;

/** Seconds of work that is done several times. */
public final class Median {
  private Median() {}

  /** The median of some runs, after one that does not count. */
  public static double seconds(int runs, Runnable work) {
    work.run();
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return (seconds[(runs - 1) / 2] + seconds[runs / 2]) / 2;
  }
}
