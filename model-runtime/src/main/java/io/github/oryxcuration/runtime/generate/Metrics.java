package io.github.oryxcuration.runtime.generate;

import java.time.Duration;

/**
 * What a call cost.
 *
 * @param promptTokens positions of all prompts
 * @param newTokens tokens of all answers
 * @param steppedTokens those of them that took a step of the decoder: all but the first ones
 * @param prefills prompts that went through the network
 * @param prefixCaches caches of prompts that were made
 * @param steps of the decoder
 * @param media time before that, from pixels and ids to embeddings
 * @param prefill time for all prompts
 * @param firstToken time from the first prefill's start to the first token
 * @param decode time from the last prefill to the end
 */
public record Metrics(
    int promptTokens,
    int newTokens,
    int steppedTokens,
    int prefills,
    int prefixCaches,
    int steps,
    Duration media,
    Duration prefill,
    Duration firstToken,
    Duration decode) {
  /** Of a call that was cancelled before it began. */
  public static final Metrics NONE =
      new Metrics(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private static final double NANOS = 1e9;

  /** The same with what went before. */
  public Metrics withMedia(Duration media) {
    return new Metrics(
        promptTokens,
        newTokens,
        steppedTokens,
        prefills,
        prefixCaches,
        steps,
        media,
        prefill,
        firstToken,
        decode);
  }

  /** From the call to the first token. */
  public Duration timeToFirstToken() {
    return media.plus(firstToken);
  }

  /** Tokens a second while decoding, all answers together; 0 where there was no step. */
  public double tokensPerSecond() {
    return steppedTokens == 0 ? 0 : steppedTokens * NANOS / decode.toNanos();
  }

  /** Positions of prompts a second; 0 where there was no prompt. */
  public double promptTokensPerSecond() {
    return promptTokens == 0 ? 0 : promptTokens * NANOS / prefill.toNanos();
  }
}
