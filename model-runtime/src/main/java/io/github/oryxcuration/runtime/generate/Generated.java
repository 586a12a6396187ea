package io.github.oryxcuration.runtime.generate;

import java.util.List;

/**
 * What a call made.
 *
 * @param answers by prompt, in the order given
 */
public record Generated(List<List<Answer>> answers, Metrics metrics) {
  public Generated {
    answers = answers.stream().map(List::copyOf).toList();
  }
}
