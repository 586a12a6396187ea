package io.github.oryxcuration.mixture.metrics;

import java.util.List;

/**
 * How answers are judged by ScanQA's {@code scripts/score.py} (Azuma et al., CVPR 2022): exact
 * match of raw strings, without any normalisation, and an F-value of lemmas for the first answer.
 * The refined match is that of 3D language models (LEO, Huang et al., ICML 2024): one answer holds
 * the other, white space aside.
 */
public final class AnswerMatch {
  private AnswerMatch() {}

  /**
   * EM@n: whether one of the first {@code n} answers is among the references, letter for letter.
   *
   * @param answers the best first
   */
  public static boolean exact(List<String> references, List<String> answers, int n) {
    return answers.stream().limit(n).anyMatch(references::contains);
  }

  /** Whether the answer equals, holds or is held by a reference once white space is taken out. */
  public static boolean refined(List<String> references, String answer) {
    String own = withoutSpace(answer);
    for (String reference : references) {
      String other = withoutSpace(reference);
      boolean empty = own.isEmpty() || other.isEmpty();
      if (empty ? own.equals(other) : own.contains(other) || other.contains(own)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The F-value of the lemmas, in [0, 1]: the best over the references, 1 for an exact match. Both
   * sides are lists of words: a repeated word counts each time, and is found if the other side has
   * it once. Where one side has no word the original divides by zero; here it is 0.
   */
  public static double f1(List<String> references, String answer) {
    if (references.contains(answer)) {
      return 1;
    }
    List<String> own = lemmas(answer);
    double best = 0;
    for (String reference : references) {
      List<String> other = lemmas(reference);
      if (!own.isEmpty() && !other.isEmpty()) {
        double precision = share(other, own);
        double recall = share(own, other);
        double sum = precision + recall;
        best = Math.max(best, sum == 0 ? 0 : 2 * precision * recall / sum);
      }
    }
    return best;
  }

  /** The share of {@code words} that {@code others} have. */
  private static double share(List<String> words, List<String> others) {
    return (double) words.stream().filter(others::contains).count() / words.size();
  }

  private static List<String> lemmas(String text) {
    NounLemmas nouns = NounLemmas.get();
    return Words.atWhiteSpace(text).stream().map(nouns::of).toList();
  }

  private static String withoutSpace(String text) {
    return String.join("", Words.atWhiteSpace(text));
  }
}
