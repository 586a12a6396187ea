package io.github.oryxcuration.runtime.config;

import java.util.List;

/**
 * How answers are generated unless the caller says otherwise, with the defaults of Hugging Face
 * where the files say nothing. As there, an explicit temperature, top-p or choice of sampling
 * replaces only that one: the repetition penalty of the file stays in force.
 *
 * @param endIds ids that end an answer; the files' own, to which the end token of the chat template
 *     belongs besides (Yi's files name another one)
 * @param padId fills up ended rows
 * @param repetitionPenalty 1 changes nothing
 * @param topK 0 keeps all
 * @param topP 1 keeps all
 * @param temperature may be 0 only where sample is false
 * @param sample whether to draw, rather than to take the likeliest
 */
public record GenerationDefaults(
    List<Integer> endIds,
    int padId,
    double repetitionPenalty,
    int topK,
    double topP,
    double temperature,
    boolean sample) {
  /** Hugging Face's own default. */
  public static final int DEFAULT_TOP_K = 50;

  /** Lower ones would overflow 32-bit scores, and draw the likeliest token anyway. */
  public static final double LEAST_TEMPERATURE = 1e-3;

  public GenerationDefaults {
    endIds = List.copyOf(endIds);
    for (int id : endIds) {
      if (id < 0) {
        throw new IllegalArgumentException("endIds must not be negative, but were " + endIds);
      }
    }
    if (padId < 0) {
      throw new IllegalArgumentException("padId must not be negative, but was " + padId);
    }
    Require.positive("repetitionPenalty", repetitionPenalty);
    if (topK < 0) {
      throw new IllegalArgumentException("topK must not be negative, but was " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be above 0 and at most 1, but was " + topP);
    }
    if (sample || temperature != 0) {
      Require.positive("temperature", temperature);
      if (temperature < LEAST_TEMPERATURE) {
        throw new IllegalArgumentException(
            "temperature must be 0 or at least " + LEAST_TEMPERATURE + ", but was " + temperature);
      }
    }
  }
}
