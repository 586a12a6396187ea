package io.github.oryxcuration.mixture.filter;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample near the threshold.
 *
 * @param distance from the nearest threshold of the condition; 0 where it compares no score
 * @param scores that the condition asks for
 */
public record Example(
    double distance,
    String id,
    String source,
    String question,
    String answer,
    Map<String, Double> scores) {
  static final Comparator<Example> NEAREST =
      Comparator.comparingDouble(Example::distance).thenComparing(Example::id);

  public Example {
    scores = new TreeMap<>(scores);
  }
}
