package io.github.oryxcuration.mixture.consistency;

import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.util.Collections;
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
    clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
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

  /** These and so many more of the largest cluster: of all that may come the least entropy. */
  public Votes agreeing(int more) {
    Map<String, Integer> all = new TreeMap<>(clusters);
    if (more > 0) {
      all.merge(majority(), more, Integer::sum);
    }
    return new Votes(all);
  }

  /** These and so many more that agree with none: of all that may come the largest entropy. */
  public Votes differing(int more) {
    Map<String, Integer> all = new TreeMap<>(clusters);
    for (int i = 0; i < more; i++) {
      all.put("\n" + i, 1); // no meaning holds a line feed
    }
    return new Votes(all);
  }

  /** Whether so many more votes leave it as it is whether this is the majority. */
  public boolean isMajorityDecided(int more, String meaning) {
    if (more == 0) {
      return true;
    }
    if (!majority().equals(meaning)) {
      return clusters.getOrDefault(meaning, 0) + more < top();
    }
    int second =
        clusters.entrySet().stream()
            .filter(cluster -> !cluster.getKey().equals(meaning))
            .mapToInt(Map.Entry::getValue)
            .max()
            .orElse(0);
    return second + more < top();
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
