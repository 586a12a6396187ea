package io.github.oryxcuration.test.endtoend;

import java.util.List;
import java.util.Random;

/**
 * What the stock trainer makes of a needle sample (train.py, lines 1203 to 1254), written anew from
 * its description: which stored frames it shows, and at which positions it asks.
 */
public record TrainersLoading(List<Integer> shown, List<Integer> idx) {

  /**
   * Loads a sample.
   *
   * @param frames stored
   * @param idx stored positions
   * @param upbound frames_upbound
   */
  public static TrainersLoading of(int frames, List<Integer> idx, int upbound, Random random) {
    int bound = 3 * upbound + random.nextInt(upbound + 1);
    if (frames <= bound) {
      return new TrainersLoading(java.util.stream.IntStream.range(0, frames).boxed().toList(), idx);
    }
    Integer[] shown = new Integer[bound];
    double step = (frames - 1) / (double) (bound - 1);
    for (int i = 0; i < bound; i++) {
      shown[i] = i == bound - 1 ? frames - 1 : (int) Math.floor(i * step);
    }
    if (idx.size() == 1) {
      int at = random.nextInt(bound);
      shown[at] = idx.get(0);
      return new TrainersLoading(List.of(shown), List.of(at));
    }
    int first = random.nextInt(bound / 2);
    int second = first + 1 + random.nextInt(bound - first - 1);
    shown[first] = idx.get(0);
    shown[second] = idx.get(1);
    return new TrainersLoading(List.of(shown), List.of(first, second));
  }
}
