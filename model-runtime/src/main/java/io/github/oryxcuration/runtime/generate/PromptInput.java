package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.script.Value;

/**
 * A prompt, and how many answers are wanted.
 *
 * @param embeddings [n, C]; stays the caller's to close
 * @param answers rows that are decoded over the prompt, which is prefilled once for all of them
 * @param seed of its answers, each of which draws numbers of its own
 */
public record PromptInput(Value embeddings, int answers, long seed) {
  public PromptInput {
    if (answers < 1) {
      throw new IllegalArgumentException("answers must be at least 1, but was " + answers);
    }
  }
}
