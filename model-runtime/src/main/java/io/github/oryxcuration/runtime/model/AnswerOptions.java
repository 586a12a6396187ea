package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.config.GenerationDefaults;
import io.github.oryxcuration.runtime.generate.Limits;
import io.github.oryxcuration.runtime.sampling.Sampling;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How questions are answered. What is null is as {@code generation_config.json} of the model says;
 * as with Hugging Face, each setting replaces that one alone, so that a penalty of the file stays
 * in force when the temperature is set to 0.
 *
 * @param maxNewTokens of one answer
 * @param temperature 0 takes the likeliest token; any other one draws
 * @param topK 0 keeps all
 * @param topP 1 keeps all
 * @param repetitionPenalty 1 changes nothing
 * @param stopStrings texts that end an answer and are no part of it
 * @param exact goes on to {@code maxNewTokens} whatever comes up, for measurements
 */
public record AnswerOptions(
    int maxNewTokens,
    @Nullable Double temperature,
    @Nullable Integer topK,
    @Nullable Double topP,
    @Nullable Double repetitionPenalty,
    List<String> stopStrings,
    boolean exact)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final GenerationDefaults HARMLESS =
      new GenerationDefaults(List.of(0), 0, 1, 0, 1, 1, false);

  public AnswerOptions {
    stopStrings = List.copyOf(stopStrings);
  }

  /** As the model's files say, up to so many tokens. */
  public static AnswerOptions upTo(int maxNewTokens) {
    return new AnswerOptions(maxNewTokens, null, null, null, null, List.of(), false);
  }

  public AnswerOptions withTemperature(double temperature) {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, exact);
  }

  public AnswerOptions withTopK(int topK) {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, exact);
  }

  public AnswerOptions withTopP(double topP) {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, exact);
  }

  public AnswerOptions withRepetitionPenalty(double repetitionPenalty) {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, exact);
  }

  public AnswerOptions withStopStrings(List<String> stopStrings) {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, exact);
  }

  /** Exactly {@code maxNewTokens}, whatever comes up. */
  public AnswerOptions withExactLength() {
    return new AnswerOptions(
        maxNewTokens, temperature, topK, topP, repetitionPenalty, stopStrings, true);
  }

  /**
   * Holds the settings against what is allowed.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public void check() {
    sampling(HARMLESS);
    new Limits(maxNewTokens, Set.of(), stopStrings, exact, 1);
  }

  /** These over what a model's files say. */
  Sampling sampling(GenerationDefaults defaults) {
    double stated = defaults.sample() ? defaults.temperature() : 0;
    return new Sampling(
        temperature == null ? stated : temperature,
        topK == null ? defaults.topK() : topK,
        topP == null ? defaults.topP() : topP,
        repetitionPenalty == null ? defaults.repetitionPenalty() : repetitionPenalty);
  }
}
