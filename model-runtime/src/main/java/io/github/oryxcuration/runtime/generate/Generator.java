package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.sampling.Sampling;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.List;

/**
 * Generates answers. Prompts are prefilled one after another, each once however many answers it
 * gets, and need no padding: a row's answer is the same whatever stands beside it, but for rounding
 * (products of matrices with more rows add up in another order). Then all rows of all prompts are
 * decoded in lock-step, and those that end leave the batch.
 *
 * <p>The same seed, batch and number of threads give the same answers. Safe for several threads.
 */
public final class Generator {
  private final Decoder decoder;
  private final Detokenizer detokenizer;
  private final int chunk;

  /**
   * A generator.
   *
   * @param chunk most positions of a prompt that go through the decoder at once
   */
  public Generator(Decoder decoder, Detokenizer detokenizer, int chunk) {
    this.decoder = decoder;
    this.detokenizer = detokenizer;
    this.chunk = chunk;
  }

  /**
   * Generates the answers of a batch of prompts.
   *
   * @throws IllegalArgumentException if a prompt with its answer has more positions than the model
   * @throws ModelException if a logit is no number
   */
  public Generated generate(
      List<PromptInput> prompts, Sampling sampling, Limits limits, Progress progress) {
    check(limits);
    try (Generation generation =
        new Generation(decoder, detokenizer, chunk, prompts, sampling, limits, progress)) {
      return generation.run();
    }
  }

  private void check(Limits limits) {
    int rows = decoder.config().vocab();
    if (limits.usableIds() > rows) {
      throw new IllegalArgumentException(
          "usableIds must be at most the "
              + rows
              + " rows of the head, but was "
              + limits.usableIds());
    }
  }
}
