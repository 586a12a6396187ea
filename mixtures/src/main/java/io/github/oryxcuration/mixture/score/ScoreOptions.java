package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.mixture.consistency.StopRule;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is found out of every sample.
 *
 * @param answers that are drawn of each question; 0 for none
 * @param temperature of these
 * @param blind whether the question is asked without its pictures, too
 * @param stopAtShare the share at which votes stop once it is decided, or 0 to take all
 * @param budget tokens of a batch
 * @param answerTokens that are set aside for each answer
 * @param seed of the run
 */
public record ScoreOptions(
    int answers,
    double temperature,
    boolean blind,
    double stopAtShare,
    long budget,
    int answerTokens,
    long seed)
    implements Serializable {
  public ScoreOptions {
    if (answers < 0 || answers > 1000) {
      throw new IllegalArgumentException("answers must be 0 to 1000, but were " + answers);
    }
    if (!(temperature >= 0) || (answers > 0 && temperature == 0)) {
      throw new IllegalArgumentException(
          "temperature must be above 0 where answers are drawn, but was " + temperature);
    }
    if (!(stopAtShare >= 0 && stopAtShare <= 1)) {
      throw new IllegalArgumentException(
          "the share to stop at must be within 0 and 1, but was " + stopAtShare);
    }
    if (budget < 1 || answerTokens < 1) {
      throw new IllegalArgumentException(
          "budget and answerTokens must be at least 1, but were " + budget + " and " + answerTokens);
    }
  }

  /** When votes stop, or null if all are taken. */
  @Nullable StopRule stop() {
    return stopAtShare == 0 || answers == 0 ? null : StopRule.of(answers, stopAtShare);
  }
}
