package io.github.oryxcuration.mixture.answer;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * A question of a sample and its answer.
 *
 * @param question without placeholders of pictures
 * @param answer as the sample gives it
 */
public record Exchange(String question, String answer) {
  private static final String PLACEHOLDER = "<image>";

  public Exchange {
    requireNonNull(question, "question");
    requireNonNull(answer, "answer");
  }

  /** All of a sample, in order; a needle has the one that the trainer asks. */
  public static List<Exchange> of(Sample sample) {
    Needle needle = sample.needle();
    if (needle != null) {
      return List.of(new Exchange(needle.question(), needle.answer()));
    }
    List<Exchange> exchanges = new ArrayList<>();
    List<Turn> turns = sample.conversations();
    for (int i = 0; i + 1 < turns.size(); i++) {
      if (turns.get(i).from().equals(Turn.HUMAN) && turns.get(i + 1).from().equals(Turn.GPT)) {
        String question = turns.get(i).value().replace(PLACEHOLDER, "").strip();
        exchanges.add(new Exchange(question, turns.get(i + 1).value().strip()));
      }
    }
    return exchanges;
  }

  /** The lettered options of the question. */
  public Options options() {
    return Options.of(question);
  }
}
