package io.github.oryxcuration.core.recipe;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The valid word that a mistyped one most likely means. */
final class NearestKey {
  private NearestKey() {}

  /**
   * The nearest of the words by edits (a letter added, left out, replaced, or two neighbours
   * swapped), case and hyphens aside; the first one of several. Null where more than a third of the
   * letters would have to change.
   */
  static @Nullable String of(String typed, Collection<String> words) {
    String plain = plain(typed);
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String word : words) {
      int edits = edits(plain, plain(word));
      if (edits < fewest) {
        fewest = edits;
        nearest = word;
      }
    }
    return nearest != null && fewest <= Math.max(1, plain(nearest).length() / 3) ? nearest : null;
  }

  /** {@code ; did you mean "x"?} or nothing. */
  static String hint(String typed, Collection<String> words) {
    String nearest = of(typed, words);
    return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
  }

  private static String plain(String word) {
    String shortened = word.length() <= 64 ? word : word.substring(0, 64);
    return shortened.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
  }

  private static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (equal ? 0 : 1));
    if (i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1)) {
      best = Math.min(best, cost[i - 2][j - 2] + 1);
    }
    return best;
  }
}
