package io.github.oryxcuration.mixture.metrics;

import java.util.List;

/**
 * ROUGE-L (Lin 2004), beta 1.2, as {@code rouge.py} of the COCO caption evaluation computes it: the
 * best precision and the best recall may come from different references. Words are cut at single
 * blanks, so that an empty text is one empty word.
 */
public final class RougeL {
  private static final double BETA_SQUARED = 1.2 * 1.2;

  private RougeL() {}

  /**
   * The score of one item, in [0, 1]; a corpus has the mean.
   *
   * @param references at least one, tokens joined by blanks
   */
  public static double of(List<String> references, String hypothesis) {
    List<String> words = Words.atSpaces(hypothesis);
    double precision = 0;
    double recall = 0;
    for (String reference : references) {
      List<String> its = Words.atSpaces(reference);
      int common = longestCommonSubsequence(words, its);
      precision = Math.max(precision, (double) common / words.size());
      recall = Math.max(recall, (double) common / its.size());
    }
    if (precision == 0 || recall == 0) {
      return 0;
    }
    return (1 + BETA_SQUARED) * precision * recall / (recall + BETA_SQUARED * precision);
  }

  private static int longestCommonSubsequence(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (String word : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.size()];
  }
}
