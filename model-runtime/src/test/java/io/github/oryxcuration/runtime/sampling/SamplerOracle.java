package io.github.oryxcuration.runtime.sampling;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The processors of Hugging Face transformers 4.39 written down as they are described, in 64 bits,
 * with whole sorts: repetition penalty, temperature, top-k, top-p.
 */
record SamplerOracle(Sampling sampling, Set<Integer> generated) {
  /** Tokens that stay, with their probabilities. */
  record Kept(Map<Integer, Double> probabilities, double margin) {}

  /**
   * What is left of a row.
   *
   * @param count the tokenizer's length; logits behind it take no part
   */
  Kept keep(float[] logits, int count) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = logits[i];
      if (generated.contains(i)) {
        double penalty = sampling.repetitionPenalty();
        scores[i] = scores[i] < 0 ? scores[i] * penalty : scores[i] / penalty;
      }
      scores[i] /= sampling.temperature();
    }
    if (sampling.topK() > 0 && sampling.topK() < count) {
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      double least = sorted[count - sampling.topK()];
      for (int i = 0; i < count; i++) {
        scores[i] = scores[i] < least ? Double.NEGATIVE_INFINITY : scores[i];
      }
    }
    double margin = Double.POSITIVE_INFINITY;
    if (sampling.topP() < 1) {
      double[] probabilities = softmax(scores);
      List<Integer> order =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> scores[i]))
              .toList();
      double sum = 0;
      double limit = 1 - sampling.topP();
      for (int at = 0; at < count - 1; at++) {
        sum += probabilities[order.get(at)];
        if (sum > 0) {
          margin = Math.min(margin, Math.abs(sum - limit));
        }
        if (sum <= limit) {
          scores[order.get(at)] = Double.NEGATIVE_INFINITY;
        }
      }
    }
    double[] probabilities = softmax(scores);
    Map<Integer, Double> kept = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      if (scores[i] > Double.NEGATIVE_INFINITY) {
        kept.put(i, probabilities[i]);
      }
    }
    return new Kept(Collections.unmodifiableMap(kept), margin);
  }

  static double[] softmax(double[] scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double[] weights = Arrays.stream(scores).map(score -> Math.exp(score - most)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
