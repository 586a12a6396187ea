package io.github.oryxcuration.runtime.generate;

import java.util.Arrays;

/**
 * How likely a continuation is.
 *
 * @param logProbabilities natural logarithm, by token
 */
public record ContinuationScore(float[] logProbabilities) {
  public ContinuationScore {
    logProbabilities = logProbabilities.clone();
  }

  @Override
  public float[] logProbabilities() {
    return logProbabilities.clone();
  }

  /** Of the whole continuation. */
  public double sum() {
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum;
  }

  /** e to the mean negative log-probability. */
  public double perplexity() {
    return Math.exp(-sum() / logProbabilities.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContinuationScore score
        && Arrays.equals(logProbabilities, score.logProbabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(logProbabilities);
  }

  @Override
  public String toString() {
    return "ContinuationScore" + Arrays.toString(logProbabilities);
  }
}
