package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.prompt.ModelInput;

/**
 * A question that is ready to be answered.
 *
 * @param input what {@link OryxModel#prepare} made of it
 * @param answers how many are wanted; the prompt goes through the network once for all of them
 * @param seed of the draws, each answer having its own
 */
public record Ask(ModelInput input, int answers, long seed) {
  public Ask {
    if (answers < 1) {
      throw new IllegalArgumentException("answers must be at least 1, but were " + answers);
    }
  }

  /** One answer. */
  public static Ask once(ModelInput input) {
    return new Ask(input, 1, 0);
  }
}
