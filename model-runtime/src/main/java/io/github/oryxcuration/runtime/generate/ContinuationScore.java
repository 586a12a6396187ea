package io.github.oryxcuration.runtime.generate;

import java.util.List;

/**
 * How likely a continuation is.
 *
 * @param logProbabilities natural logarithms, by token; at least one
 */
public record ContinuationScore(List<Float> logProbabilities) {
  public ContinuationScore {
    logProbabilities = List.copyOf(logProbabilities);
    if (logProbabilities.isEmpty()) {
      throw new IllegalArgumentException("there must be a log-probability, but there is none");
    }
  }

  /** Log-probability of the whole continuation. */
  public double sum() {
    return logProbabilities.stream().mapToDouble(Float::doubleValue).sum();
  }

  /** e to the mean negative log-probability. */
  public double perplexity() {
    return Math.exp(-sum() / logProbabilities.size());
  }
}
