package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.caption.AnswerRules;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A server that speaks OpenAI's chat completions. It tells no perplexity.
 *
 * @param spec how answers are drawn; greedy ones are asked for at temperature 0
 * @param greedyPart the part of the money that greedy answers may take, in [0, 1]
 */
public record HttpModel(HttpCaptionerSpec spec, BigDecimal greedyPart) implements ScoringModel {
  private static final int TIMEOUT_SECONDS = 300;
  private static final int ATTEMPTS = 5;
  private static final int TOKENS_PER_PICTURE = 20_000;
  private static final int MONEY_DIGITS = 9;

  /** Greedy answers of one sample at most: shown, in the haystack, without marks. */
  private static final int GREEDY_ANSWERS = 3;

  /** Any text of any language is an answer, and what there is of one that is cut off. */
  private static final AnswerRules RULES = new AnswerRules(100_000, false, false);

  /**
   * Describes a server.
   *
   * @param url of the API, e.g. {@code http://localhost:8000/v1}
   * @param name of the model, as the server knows it
   * @param keyVariable name of the environment variable that holds the key; empty for none
   * @param concurrency calls under way at once, for each shard that is scored at a time
   * @param promptPrice per million tokens
   * @param answerPrice per million tokens
   * @param cap on the money of all calls; negative for none
   */
  public static HttpModel of(
      String url,
      String name,
      String keyVariable,
      int concurrency,
      BigDecimal promptPrice,
      BigDecimal answerPrice,
      BigDecimal cap,
      ScoreOptions options) {
    HttpCaptionerSpec spec =
        new HttpCaptionerSpec(
            url,
            name,
            keyVariable,
            options.answerTokens(),
            options.temperature(),
            TIMEOUT_SECONDS,
            ATTEMPTS,
            1,
            concurrency,
            0,
            0,
            promptPrice,
            answerPrice,
            TOKENS_PER_PICTURE,
            cap,
            RULES);
    int greedy = GREEDY_ANSWERS + (options.blind() ? 1 : 0);
    return new HttpModel(
        spec,
        BigDecimal.valueOf(greedy)
            .divide(
                BigDecimal.valueOf((long) greedy + options.answers()),
                MONEY_DIGITS,
                RoundingMode.DOWN));
  }

  @Override
  public String identity() {
    return "http-1 %s temperature=%s max_tokens=%d"
        .formatted(spec.model(), spec.temperature(), spec.maxTokens());
  }

  /** All shards get equal parts of the cap. */
  @Override
  public Answerer open(String folder, String shard, int shards) throws IOException {
    BigDecimal cap = spec.cap();
    if (cap.signum() < 0) {
      return HttpAnswerer.open(spec.with(0, cap), spec, folder, shard);
    }
    BigDecimal mine = cap.divide(BigDecimal.valueOf(shards), MONEY_DIGITS, RoundingMode.DOWN);
    BigDecimal greedy = mine.multiply(greedyPart).setScale(MONEY_DIGITS, RoundingMode.DOWN);
    return HttpAnswerer.open(
        spec.with(0, greedy), spec.with(spec.temperature(), mine.subtract(greedy)), folder, shard);
  }
}
