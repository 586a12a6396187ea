package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.SequenceCache;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores given continuations of a prompt: the prompt is prefilled once, each continuation on top of
 * it, and the head works in blocks. Safe for several threads.
 */
public final class Scorer {
  private final Decoder decoder;
  private final int chunk;
  private final int usableIds;

  /**
   * A scorer.
   *
   * @param chunk most positions that go through the decoder at once
   * @param usableIds how many tokens there are: the tokenizer's length. The reference cuts the head
   *     to it, so rows behind it take no probability
   */
  public Scorer(Decoder decoder, int chunk, int usableIds) {
    this.decoder = decoder;
    this.chunk = chunk;
    this.usableIds = usableIds;
    if (usableIds < 1 || usableIds > decoder.config().vocab()) {
      throw new IllegalArgumentException(
          "usableIds must be in 1 to "
              + decoder.config().vocab()
              + ", the rows of the head, but was "
              + usableIds);
    }
  }

  /**
   * Scores continuations.
   *
   * @param prompt embeddings [n, C], n at least 1
   * @param continuations tokens of each, at least one
   * @throws ModelException if a score is no number
   */
  public List<ContinuationScore> score(Value prompt, List<long[]> continuations) {
    int longest = 0;
    for (long[] continuation : continuations) {
      check(continuation);
      longest = Math.max(longest, continuation.length);
    }
    int positions = decoder.rows(prompt);
    if (positions < 1 || positions > decoder.config().maxPositions() - longest) {
      throw new IllegalArgumentException(
          "the prompt has "
              + positions
              + " positions and a continuation "
              + longest
              + "; allowed are 1 and more, and "
              + decoder.config().maxPositions()
              + " in all");
    }
    try (SequenceCache cache = decoder.newCache(positions + Math.max(0, longest - 1))) {
      float[] first = Prefill.run(decoder, prompt, cache, chunk, usableIds, () -> false);
      double all = logSumExp(first);
      List<ContinuationScore> scores = new ArrayList<>();
      for (long[] continuation : continuations) {
        List<Float> found = new ArrayList<>();
        found.add((float) (first[(int) continuation[0]] - all));
        if (continuation.length > 1) {
          scoreRest(cache, continuation, found);
          cache.shorten(positions);
        }
        checkNumbers(found);
        scores.add(new ContinuationScore(found));
      }
      return scores;
    }
  }

  private void scoreRest(SequenceCache cache, long[] continuation, List<Float> found) {
    long[] read = Arrays.copyOf(continuation, continuation.length - 1);
    try (Value embeddings = decoder.embed(read)) {
      decoder.append(
          embeddings,
          cache,
          chunk,
          (hidden, start, end) -> {
            long[] targets = Arrays.copyOfRange(continuation, start + 1, end + 1);
            for (float score : decoder.scores(hidden, targets, usableIds)) {
              found.add(score);
            }
            return true;
          });
    }
  }

  private static void checkNumbers(List<Float> scores) {
    for (int i = 0; i < scores.size(); i++) {
      if (scores.get(i).isNaN()) {
        throw new ModelException(
            "the score of token "
                + i
                + " is no number: the weights or the input of the model are damaged, or overflow"
                + " its type");
      }
    }
  }

  private void check(long[] continuation) {
    if (continuation.length == 0) {
      throw new IllegalArgumentException("a continuation must have at least one token");
    }
    for (long id : continuation) {
      if (id < 0 || id >= usableIds) {
        throw new IllegalArgumentException(
            "tokens of a continuation must be in 0 to " + (usableIds - 1) + ", but one is " + id);
      }
    }
  }

  private static double logSumExp(float[] logits) {
    double most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return most + Math.log(sum);
  }
}
