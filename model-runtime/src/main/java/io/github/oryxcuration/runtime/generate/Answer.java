package io.github.oryxcuration.runtime.generate;

import java.util.List;

/**
 * One generated answer.
 *
 * @param ids its tokens, with the end token if there was one
 * @param text decoded, up to the stop string or the end token, without the blanks around it
 */
public record Answer(List<Long> ids, String text, FinishReason reason) {
  public Answer {
    ids = List.copyOf(ids);
  }
}
