package io.github.oryxcuration.mixture.consistency;

import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers to one question in clusters of equal meaning: options by their letter, other answers by
 * their normal form.
 *
 * @param clusters how many answers mean what
 */
public record Votes(Map<String, Integer> clusters) {
  private static final double LOG_2 = Math.log(2);

  public Votes {
    clusters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
  }

  /** Counts answers. */
  public static Votes of(Exchange exchange, List<String> answers) {
    Map<String, Integer> clusters = new TreeMap<>();
    answers.forEach(answer -> clusters.merge(meaning(exchange, answer), 1, Integer::sum));
    return new Votes(clusters);
  }

  /** What an answer means: equal for answers of one cluster. */
  public static String meaning(Exchange exchange, String answer) {
    Character letter = exchange.options().meant(answer);
    return letter == null ? NormalAnswer.of(answer) : letter.toString();
  }

  /** How many answers there are. */
  public int count() {
    return clusters.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Answers of the largest cluster; 0 without any. */
  public int top() {
    return clusters.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** What the largest cluster means, the first by name of several; an empty string without any. */
  public String majority() {
    int top = top();
    return clusters.entrySet().stream()
        .filter(cluster -> cluster.getValue() == top)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** The part of the largest cluster, in (0, 1]. */
  public double share() {
    return (double) top() / count();
  }

  /** The part of the answers that mean this, in [0, 1]. */
  public double share(String meaning) {
    return (double) clusters.getOrDefault(meaning, 0) / count();
  }

  /** Of the clusters, in bits: 0 where all answers agree, log2 of their number where none do. */
  public double entropy() {
    double bits = 0;
    for (int size : clusters.values()) {
      double part = (double) size / count();
      bits -= part * Math.log(part) / LOG_2;
    }
    return Math.max(0, bits);
  }
}
