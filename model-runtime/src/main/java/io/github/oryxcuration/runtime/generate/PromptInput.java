package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.sampling.Draw;
import io.github.oryxcuration.runtime.script.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A prompt, and which answers are wanted.
 *
 * @param embeddings [n, C]; stays the caller's to close
 * @param draws one per answer, at least one; the prompt is prefilled once for all of them
 */
public record PromptInput(Value embeddings, List<Draw> draws) {
  public PromptInput {
    draws = List.copyOf(draws);
    if (draws.isEmpty()) {
      throw new IllegalArgumentException("there must be an answer to draw, but there is none");
    }
  }

  /** So many answers of one seed, each of which draws numbers of its own. */
  public PromptInput(Value embeddings, int answers, long seed) {
    this(
        embeddings,
        IntStream.range(0, answers).mapToObj(row -> new Draw(seed, row, false)).toList());
  }

  /** Rows that are decoded over the prompt. */
  public int answers() {
    return draws.size();
  }
}
