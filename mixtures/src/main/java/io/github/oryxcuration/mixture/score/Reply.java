package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model said to one request.
 *
 * @param answers in the order of the request, the likeliest one first; one that the model refused
 *     is empty
 * @param perplexity of the request's reference, or null where the model does not tell it
 * @param specialTokens that the request's text spells and the model takes for real; 0 where it does
 *     not tell
 * @param fault why there are no answers, or an empty string
 */
public record Reply(
    List<String> answers, @Nullable Double perplexity, int specialTokens, String fault) {
  public Reply {
    answers = List.copyOf(answers);
    requireNonNull(fault, "fault");
  }

  /** Answers. */
  public static Reply of(List<String> answers, @Nullable Double perplexity) {
    return new Reply(answers, perplexity, 0, "");
  }

  /** No answer to this request; others may have some. */
  public static Reply failed(String fault) {
    return new Reply(List.of(), null, 0, fault);
  }
}
