package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.mixture.scored.SampleScores;
import java.util.Map;

/**
 * What scoring found of one sample.
 *
 * @param fault why it has no scores, or an empty string
 */
record ScoredRow(SampleScores scores, String fault) {
  ScoredRow {
    requireNonNull(scores, "scores");
    requireNonNull(fault, "fault");
  }

  static ScoredRow failed(String id, String fault) {
    return new ScoredRow(new SampleScores(id, Map.of(), ""), fault);
  }

  boolean isFailed() {
    return !fault.isEmpty();
  }
}
