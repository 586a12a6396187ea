package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Modality;
import java.util.List;

/**
 * A question to a model.
 *
 * @param id of the sample, for messages
 * @param question as a user would type it, without placeholders
 * @param pictures in their order; none for a question without them
 * @param modality how the pictures are shown
 * @param seeds one per answer that is drawn; empty for one greedy answer
 */
public record AnswerRequest(
    String id,
    String question,
    List<EncodedPicture> pictures,
    Modality modality,
    List<Long> seeds) {
  public AnswerRequest {
    requireNonNull(id, "id");
    requireNonNull(question, "question");
    pictures = List.copyOf(pictures);
    requireNonNull(modality, "modality");
    seeds = List.copyOf(seeds);
  }

  /** How many answers are wanted. */
  public int answers() {
    return Math.max(1, seeds.size());
  }
}
