package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.caption.AnswerRules;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A server that speaks OpenAI's chat completions.
 *
 * @param url of the API, e.g. {@code http://localhost:8000/v1}
 * @param name of the model, as the server knows it
 * @param keyVariable name of the environment variable that holds the key; empty for none
 * @param temperature of drawn answers
 * @param answerTokens at most
 * @param concurrency calls under way at once, for each shard that is scored at a time
 * @param promptPrice per million tokens
 * @param answerPrice per million tokens
 * @param cap on the money of all calls; negative for none
 */
public record HttpModel(
    String url,
    String name,
    String keyVariable,
    double temperature,
    int answerTokens,
    int concurrency,
    BigDecimal promptPrice,
    BigDecimal answerPrice,
    BigDecimal cap)
    implements ScoringModel {
  private static final int TIMEOUT_SECONDS = 300;
  private static final int ATTEMPTS = 5;
  private static final int TOKENS_PER_PICTURE = 20_000;

  /** Any text of any language is an answer. */
  private static final AnswerRules RULES = new AnswerRules(100_000, false);

  public HttpModel {
    spec(url, name, keyVariable, temperature, answerTokens, concurrency, promptPrice, answerPrice, cap);
  }

  private static HttpCaptionerSpec spec(
      String url,
      String name,
      String keyVariable,
      double temperature,
      int answerTokens,
      int concurrency,
      BigDecimal promptPrice,
      BigDecimal answerPrice,
      BigDecimal cap) {
    return new HttpCaptionerSpec(
        url,
        name,
        keyVariable,
        answerTokens,
        temperature,
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
  }

  /** The same server at another temperature. */
  static HttpCaptionerSpec at(HttpCaptionerSpec spec, double temperature) {
    return new HttpCaptionerSpec(
        spec.url(),
        spec.model(),
        spec.keyVariable(),
        spec.maxTokens(),
        temperature,
        spec.timeoutSeconds(),
        spec.attempts(),
        spec.answers(),
        spec.concurrency(),
        spec.requestsPerMinute(),
        spec.tokensPerMinute(),
        spec.promptPrice(),
        spec.answerPrice(),
        spec.tokensPerPicture(),
        spec.cap(),
        spec.rules());
  }

  @Override
  public String identity() {
    return "http-1 %s temperature=%s max_tokens=%d".formatted(name, temperature, answerTokens);
  }

  /** Greedy and drawn answers of every shard get equal parts of the cap. */
  @Override
  public Answerer open(String folder, String shard, int shards) throws IOException {
    BigDecimal part =
        cap.signum() < 0 ? cap : cap.divide(BigDecimal.valueOf(2L * shards), 9, RoundingMode.DOWN);
    return HttpAnswerer.open(
        spec(
            url, name, keyVariable, temperature, answerTokens, concurrency, promptPrice,
            answerPrice, part),
        folder,
        shard);
  }
}
