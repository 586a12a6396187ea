package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The fields by which the Oryx trainer recognises a needle sample.
 *
 * @param idx 0-based positions of the asked frames in the frame list: one for caption, two
 *     ascending for diff
 * @param question holds {@code <idx>}, or {@code <idx1>} and {@code <idx2>}
 * @param type {@code caption} or {@code diff}
 * @param about how the needle was chosen and captioned, as JSON; empty where that is not known
 */
public record Needle(List<Integer> idx, String question, String answer, String type, String about) {
  public Needle {
    idx = List.copyOf(idx);
    requireNonNull(question, "question");
    requireNonNull(answer, "answer");
    requireNonNull(type, "type");
    requireNonNull(about, "about");
  }

  /** A needle of which nothing more is known. */
  public Needle(List<Integer> idx, String question, String answer, String type) {
    this(idx, question, answer, type, "");
  }
}
