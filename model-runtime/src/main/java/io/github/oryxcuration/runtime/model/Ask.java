package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.sampling.Draw;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A question that is ready to be answered.
 *
 * @param input what {@link OryxModel#prepare} made of it
 * @param draws one per wanted answer, at least one; the prompt goes through the network once for
 *     all of them
 */
public record Ask(ModelInput input, List<Draw> draws) {
  public Ask {
    draws = List.copyOf(draws);
    if (draws.isEmpty()) {
      throw new IllegalArgumentException("answers must be at least 1, but were 0");
    }
  }

  /** So many answers of one seed, each of which draws numbers of its own. */
  public Ask(ModelInput input, int answers, long seed) {
    this(input, IntStream.range(0, answers).mapToObj(row -> new Draw(seed, row, false)).toList());
  }

  /** One answer. */
  public static Ask once(ModelInput input) {
    return new Ask(input, 1, 0);
  }

  /** How many answers are wanted. */
  public int answers() {
    return draws.size();
  }
}
