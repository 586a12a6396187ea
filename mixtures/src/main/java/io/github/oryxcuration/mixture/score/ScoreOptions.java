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
 * @param answerTokens that an answer has at most
 * @param haystackFrames frames of a needle's haystack that are shown at most; 0 shows none
 * @param seed of the run
 */
public record ScoreOptions(
    int answers,
    double temperature,
    boolean blind,
    double stopAtShare,
    long budget,
    int answerTokens,
    int haystackFrames,
    long seed)
    implements Serializable {
  private static final int MOST_ANSWERS = 1000;
  private static final int LEAST_HAYSTACK = 2;

  public ScoreOptions {
    if (answers < 0 || answers > MOST_ANSWERS) {
      throw new IllegalArgumentException(
          "answers must be 0 to " + MOST_ANSWERS + ", but were " + answers);
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
          "budget and answerTokens must be at least 1, but were "
              + budget
              + " and "
              + answerTokens);
    }
    if (haystackFrames != 0 && haystackFrames < LEAST_HAYSTACK) {
      throw new IllegalArgumentException(
          "haystackFrames must be 0 or at least "
              + LEAST_HAYSTACK
              + ", but were "
              + haystackFrames);
    }
  }

  /** When votes stop, or null if all are taken. */
  @Nullable StopRule stop() {
    return stopAtShare == 0 || answers == 0 ? null : StopRule.of(answers, stopAtShare);
  }

  /** Tokens that a sample takes of a batch, its prompt having so many. */
  long tokens(long prompt) {
    return prompt + (long) (answers + 1) * answerTokens;
  }
}
