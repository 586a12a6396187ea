package io.github.oryxcuration.mixture.metrics;

import java.util.List;
import java.util.Map;

/**
 * BLEU-1 to BLEU-4 (Papineni et al. 2002) as {@code bleu_scorer.py} of the COCO caption evaluation
 * computes them: clipped counts over all references, the reference length closest to the hypothesis
 * (the shorter on a tie), and two small constants in the place of smoothing.
 */
public final class Bleu {
  static final int ORDERS = 4;
  private static final double TINY = 1e-15;
  private static final double SMALL = 1e-9;

  /**
   * What BLEU is computed from; those of several items add up to the corpus's.
   *
   * @param length words of the hypothesis
   * @param reference words of the closest reference
   * @param guess n-grams of the hypothesis, by order
   * @param correct those of them that references have, by order
   */
  public record Totals(long length, long reference, List<Long> guess, List<Long> correct) {
    public Totals {
      guess = List.copyOf(guess);
      correct = List.copyOf(correct);
    }

    /** Of no item. */
    public static final Totals NONE =
        new Totals(0, 0, List.of(0L, 0L, 0L, 0L), List.of(0L, 0L, 0L, 0L));

    /** Of both. */
    public Totals plus(Totals more) {
      return new Totals(
          length + more.length,
          reference + more.reference,
          sum(guess, more.guess),
          sum(correct, more.correct));
    }

    private static List<Long> sum(List<Long> a, List<Long> b) {
      Long[] sum = new Long[ORDERS];
      for (int n = 0; n < ORDERS; n++) {
        sum[n] = a.get(n) + b.get(n);
      }
      return List.of(sum);
    }

    /** BLEU-1 to BLEU-4, each in [0, 1]. */
    public List<Double> scores() {
      double ratio = (length + TINY) / (reference + SMALL);
      double brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
      Double[] scores = new Double[ORDERS];
      double product = 1;
      for (int n = 0; n < ORDERS; n++) {
        product *= (correct.get(n) + TINY) / (guess.get(n) + SMALL);
        scores[n] = Math.pow(product, 1.0 / (n + 1)) * brevity;
      }
      return List.of(scores);
    }
  }

  private Bleu() {}

  /**
   * The totals of one item.
   *
   * @param references at least one, tokens joined by blanks
   */
  public static Totals of(List<String> references, String hypothesis) {
    List<String> words = Words.atWhiteSpace(hypothesis);
    List<Map<String, Integer>> found = Words.ngrams(words, ORDERS);
    List<Map<String, Integer>> most = Words.ngrams(List.of(), ORDERS);
    long closest = Long.MAX_VALUE;
    for (String reference : references) {
      List<String> its = Words.atWhiteSpace(reference);
      closest = closer(closest, its.size(), words.size());
      List<Map<String, Integer>> counts = Words.ngrams(its, ORDERS);
      for (int n = 0; n < ORDERS; n++) {
        Map<String, Integer> largest = most.get(n);
        counts.get(n).forEach((gram, count) -> largest.merge(gram, count, Math::max));
      }
    }
    Long[] guess = new Long[ORDERS];
    Long[] correct = new Long[ORDERS];
    for (int n = 0; n < ORDERS; n++) {
      guess[n] = (long) Math.max(0, words.size() - n);
      correct[n] = clipped(found.get(n), most.get(n));
    }
    return new Totals(words.size(), closest, List.of(guess), List.of(correct));
  }

  private static long closer(long best, long length, long wanted) {
    long gain = Math.abs(best - wanted) - Math.abs(length - wanted);
    return best == Long.MAX_VALUE || gain > 0 || (gain == 0 && length < best) ? length : best;
  }

  private static long clipped(Map<String, Integer> found, Map<String, Integer> most) {
    long sum = 0;
    for (Map.Entry<String, Integer> gram : found.entrySet()) {
      sum += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
    }
    return sum;
  }
}
