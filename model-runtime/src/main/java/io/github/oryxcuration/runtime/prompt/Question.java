package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.core.text.Prompt;
import java.util.Collections;
import java.util.List;

/**
 * What the model is asked.
 *
 * @param system {@link Prompt#SYSTEM} unless told otherwise
 * @param turns with {@code <image>} where a medium goes; a human turn at the end is answered, an
 *     answer at the end may be scored
 * @param media one for every {@code <image>}, in the order of the turns
 */
public record Question(String system, List<Turn> turns, List<Medium> media, PromptForm form) {
  public Question {
    turns = List.copyOf(turns);
    media = List.copyOf(media);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("a question must have a turn");
    }
  }

  /** A conversation under the published system prompt. */
  public static Question of(List<Turn> turns, List<Medium> media) {
    return new Question(Prompt.SYSTEM, turns, media, PromptForm.TWO_LINE_FEEDS);
  }

  /**
   * One question about media. Where the text does not say where they go, they stand in front: their
   * placeholders joined by blanks, then a line feed, as the reference's scripts put them.
   */
  public static Question of(String text, List<Medium> media) {
    String value = text;
    if (!media.isEmpty() && !text.contains(Dialect.PLACEHOLDER)) {
      value =
          String.join(" ", Collections.nCopies(media.size(), Dialect.PLACEHOLDER)) + "\n" + text;
    }
    return of(List.of(Turn.human(value)), media);
  }
}
