package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIDEr and CIDEr-D (Vedantam et al. 2015) with document frequencies of the collection that is
 * scored, as {@code cider_scorer.py} of the COCO caption evaluation computes them (which calls
 * CIDEr-D "CIDEr"): raw counts times idf, no stemming, and a length penalty whose lengths are
 * numbers of bigrams.
 */
public final class Cider {
  private static final int ORDERS = 4;
  private static final double SIGMA = 6;

  /**
   * Both scores of one item, each in [0, 10]; a corpus has their means.
   *
   * @param plain the cosine alone
   * @param d clipped, with the length penalty
   */
  public record Scores(double plain, double d) {}

  /** Weights of the n-grams of a text, by order, their norms, and the text's bigrams. */
  private record Vector(List<Map<String, Double>> weights, List<Double> norms, int length) {}

  private final Map<String, Integer> documents = new HashMap<>();
  private final double logItems;

  private Cider(int items) {
    this.logItems = Math.log(items);
  }

  /**
   * The frequencies of a collection.
   *
   * @param references those of each item, tokens joined by blanks
   */
  public static Cider over(List<List<String>> references) {
    Cider cider = new Cider(references.size());
    for (List<String> item : references) {
      Set<String> seen = new HashSet<>();
      for (String reference : item) {
        for (Map<String, Integer> counts : ngrams(reference)) {
          seen.addAll(counts.keySet());
        }
      }
      seen.forEach(gram -> cider.documents.merge(gram, 1, Integer::sum));
    }
    return cider;
  }

  /** The scores of one item. */
  public Scores of(List<String> references, String hypothesis) {
    Vector found = vector(hypothesis);
    double plain = 0;
    double d = 0;
    for (String reference : references) {
      Vector wanted = vector(reference);
      plain += similarity(found, wanted, false);
      d += similarity(found, wanted, true) * penalty(found, wanted);
    }
    double scale = 10.0 / ORDERS / references.size();
    return new Scores(plain * scale, d * scale);
  }

  private static double penalty(Vector found, Vector wanted) {
    double length = found.length() - wanted.length();
    return Math.exp(-length * length / (2 * SIGMA * SIGMA));
  }

  private static double similarity(Vector found, Vector wanted, boolean clipped) {
    double sum = 0;
    for (int n = 0; n < ORDERS; n++) {
      double dot = 0;
      for (Map.Entry<String, Double> gram : found.weights().get(n).entrySet()) {
        double other = wanted.weights().get(n).getOrDefault(gram.getKey(), 0.0);
        double own = gram.getValue();
        dot += (clipped ? Math.min(own, other) : own) * other;
      }
      double norms = found.norms().get(n) * wanted.norms().get(n);
      sum += norms == 0 ? dot : dot / norms;
    }
    return sum;
  }

  private Vector vector(String text) {
    List<Map<String, Double>> weights = new ArrayList<>(ORDERS);
    List<Double> norms = new ArrayList<>(ORDERS);
    int length = 0;
    List<Map<String, Integer>> counts = ngrams(text);
    for (int n = 0; n < ORDERS; n++) {
      Map<String, Double> weight = new HashMap<>();
      double squares = 0;
      for (Map.Entry<String, Integer> gram : counts.get(n).entrySet()) {
        double frequency = Math.max(1, documents.getOrDefault(gram.getKey(), 0));
        double w = gram.getValue() * (logItems - Math.log(frequency));
        weight.put(gram.getKey(), w);
        squares += w * w;
        length += n == 1 ? gram.getValue() : 0;
      }
      weights.add(weight);
      norms.add(Math.sqrt(squares));
    }
    return new Vector(weights, norms, length);
  }

  private static List<Map<String, Integer>> ngrams(String text) {
    return Words.ngrams(Words.atWhiteSpace(text), ORDERS);
  }
}
