package io.github.oryxcuration.runtime.generate;

import java.util.List;
import java.util.Set;

/**
 * When answers end.
 *
 * @param maxNewTokens of one answer
 * @param endIds tokens that end it
 * @param stopStrings texts that end it; left out of its text
 * @param exact goes on to {@code maxNewTokens} whatever comes up, for measurements
 * @param usableIds how many tokens there are: the tokenizer's length, which may be less than the
 *     rows of the head. The reference cuts the head to it
 */
public record Limits(
    int maxNewTokens, Set<Long> endIds, List<String> stopStrings, boolean exact, int usableIds) {
  public Limits {
    endIds = Set.copyOf(endIds);
    stopStrings = List.copyOf(stopStrings);
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "maxNewTokens must be at least 1, but was " + maxNewTokens);
    }
    if (usableIds < 1) {
      throw new IllegalArgumentException("usableIds must be at least 1, but was " + usableIds);
    }
    if (stopStrings.contains("")) {
      throw new IllegalArgumentException("a stop string must not be empty");
    }
  }

  /** Ends with an end token, or after so many. */
  public static Limits of(int maxNewTokens, Set<Long> endIds, int usableIds) {
    return new Limits(maxNewTokens, endIds, List.of(), false, usableIds);
  }

  /** Exactly so many tokens. */
  public static Limits exactly(int newTokens, int usableIds) {
    return new Limits(newTokens, Set.of(), List.of(), true, usableIds);
  }
}
