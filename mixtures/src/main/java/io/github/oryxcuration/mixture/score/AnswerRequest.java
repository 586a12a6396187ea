package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Dialect;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A question to a model.
 *
 * @param id of the sample, for messages
 * @param turns in the Oryx dialect, the last one the question; without placeholders where there are
 *     no pictures
 * @param pictures in their order; none for a question without them
 * @param modality how the pictures are shown
 * @param greedy whether the likeliest answer is wanted
 * @param seeds one for each answer that is drawn
 * @param reference an answer whose perplexity is wanted, or an empty string
 */
public record AnswerRequest(
    String id,
    List<Turn> turns,
    List<EncodedPicture> pictures,
    Modality modality,
    boolean greedy,
    List<Long> seeds,
    String reference) {
  public AnswerRequest {
    requireNonNull(id, "id");
    turns = List.copyOf(turns);
    pictures = List.copyOf(pictures);
    requireNonNull(modality, "modality");
    seeds = List.copyOf(seeds);
    requireNonNull(reference, "reference");
    if (!greedy && seeds.isEmpty()) {
      throw new IllegalArgumentException("an answer must be wanted of " + id);
    }
  }

  /** How many answers are wanted; the likeliest one comes first. */
  public int answers() {
    return (greedy ? 1 : 0) + seeds.size();
  }

  /** All turns as one text without placeholders, for servers that take pictures beside it. */
  public String text() {
    return turns.stream()
        .map(turn -> turn.value().replace(Dialect.PLACEHOLDER, "").strip())
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
