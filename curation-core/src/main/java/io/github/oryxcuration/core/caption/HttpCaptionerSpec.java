package io.github.oryxcuration.core.caption;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How a server that speaks OpenAI's chat completions is asked. Money is in the currency of the
 * prices. The key is never part of it: it is read from the environment when a call is made.
 *
 * @param url of the API, e.g. {@code https://api.openai.com/v1}
 * @param keyVariable name of the environment variable that holds the key; empty for none
 * @param maxTokens of an answer
 * @param timeoutSeconds of one call
 * @param attempts of one request in all, for calls that fail
 * @param answers of one request in all, for answers that cannot be used; each with another seed
 * @param concurrency calls under way at once
 * @param requestsPerMinute 0 for no limit
 * @param tokensPerMinute 0 for no limit
 * @param promptPrice per million tokens
 * @param answerPrice per million tokens
 * @param tokensPerPicture at most; decides what is set aside for a call
 * @param cap on all calls of all runs; negative for none
 */
public record HttpCaptionerSpec(
    String url,
    String model,
    String keyVariable,
    int maxTokens,
    double temperature,
    int timeoutSeconds,
    int attempts,
    int answers,
    int concurrency,
    double requestsPerMinute,
    double tokensPerMinute,
    BigDecimal promptPrice,
    BigDecimal answerPrice,
    int tokensPerPicture,
    BigDecimal cap,
    AnswerRules rules)
    implements Serializable {
  public HttpCaptionerSpec {
    requireNonNull(model, "model");
    requireNonNull(keyVariable, "keyVariable");
    requireNonNull(rules, "rules");
    if (!url.matches("https?://.+")) {
      throw new IllegalArgumentException("url must start with http:// or https://, but was " + url);
    }
    if (maxTokens < 1
        || timeoutSeconds < 1
        || attempts < 1
        || answers < 1
        || concurrency < 1
        || tokensPerPicture < 0) {
      throw new IllegalArgumentException(
          "maxTokens, timeoutSeconds, attempts, answers and concurrency must be at least 1, and"
              + " tokensPerPicture at least 0");
    }
    if (!(temperature >= 0 && requestsPerMinute >= 0 && tokensPerMinute >= 0)) {
      throw new IllegalArgumentException(
          "temperature, requestsPerMinute and tokensPerMinute must be at least 0");
    }
    if (promptPrice.signum() < 0 || answerPrice.signum() < 0) {
      throw new IllegalArgumentException("prices must be at least 0");
    }
  }

  /** The share of one of {@code buckets}: its cap and rates, so that all of them keep to these. */
  public HttpCaptionerSpec share(int buckets) {
    BigDecimal part =
        cap.signum() < 0
            ? cap
            : cap.divide(BigDecimal.valueOf(buckets), 9, java.math.RoundingMode.DOWN);
    return with(
        temperature,
        Math.max(1, concurrency / buckets),
        requestsPerMinute / buckets,
        tokensPerMinute / buckets,
        part);
  }

  /** The same at another temperature, with another cap. */
  public HttpCaptionerSpec with(double temperature, BigDecimal cap) {
    return with(temperature, concurrency, requestsPerMinute, tokensPerMinute, cap);
  }

  private HttpCaptionerSpec with(
      double temperature,
      int concurrency,
      double requestsPerMinute,
      double tokensPerMinute,
      BigDecimal cap) {
    return new HttpCaptionerSpec(
        url,
        model,
        keyVariable,
        maxTokens,
        temperature,
        timeoutSeconds,
        attempts,
        answers,
        concurrency,
        requestsPerMinute,
        tokensPerMinute,
        promptPrice,
        answerPrice,
        tokensPerPicture,
        cap,
        rules);
  }

  /** What the worst call costs, in billionths. */
  long worstPrice(CaptionRequest request) {
    return worstPrice(request.prompt(), request.pictures().size());
  }

  private long worstPrice(CaptionPrompt prompt, int pictures) {
    return Money.price(promptTokens(prompt, pictures), promptPrice)
        + Money.price(maxTokens, answerPrice);
  }

  /** No tokenizer makes more tokens of a text than it has bytes. */
  long promptTokens(CaptionRequest request) {
    return promptTokens(request.prompt(), request.pictures().size());
  }

  private long promptTokens(CaptionPrompt prompt, int pictures) {
    int text = prompt.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return text + 64L + (long) pictures * tokensPerPicture;
  }

  /** What so many requests of one call each cost at most, for people. */
  public String forecast(CaptionPrompt prompt, int pictures, long requests) {
    return Money.text(Math.multiplyExact(worstPrice(prompt, pictures), requests));
  }
}
