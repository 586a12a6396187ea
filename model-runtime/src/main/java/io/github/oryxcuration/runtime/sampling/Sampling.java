package io.github.oryxcuration.runtime.sampling;

import static io.github.oryxcuration.runtime.config.GenerationDefaults.LEAST_TEMPERATURE;

/**
 * How the next token is chosen. In this order: the repetition penalty over the tokens generated so
 * far (never those of the prompt); then, if the temperature is 0, the likeliest token; else the
 * temperature, top-k, top-p, and a draw from what is left.
 *
 * @param temperature 0 takes the likeliest token; top-k and top-p then have no effect
 * @param topK how many of the likeliest tokens stay, besides those equal to the last of them; 0
 *     keeps all
 * @param topP the likeliest tokens stay whose probabilities first reach this; 1 keeps all
 * @param repetitionPenalty above 1 makes repetitions rarer; 1 changes nothing
 */
public record Sampling(double temperature, int topK, double topP, double repetitionPenalty) {
  public Sampling {
    boolean usable = temperature >= LEAST_TEMPERATURE && temperature < Double.POSITIVE_INFINITY;
    if (temperature != 0 && !usable) { // also rejects NaN
      throw new IllegalArgumentException(
          "temperature must be 0 (the likeliest token), or at least "
              + LEAST_TEMPERATURE
              + " and finite, but was "
              + temperature);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0, but was " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP must be above 0 and at most 1, but was " + topP);
    }
    if (!(repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "repetitionPenalty must be above 0 and finite, but was " + repetitionPenalty);
    }
  }

  /** The likeliest token, with no penalty. */
  public static Sampling greedy() {
    return new Sampling(0, 0, 1, 1);
  }

  /** The same with the likeliest token each time. */
  public Sampling likeliest() {
    return new Sampling(0, topK, topP, repetitionPenalty);
  }

  /** Whether no chance is involved. */
  public boolean isGreedy() {
    return temperature == 0;
  }
}
