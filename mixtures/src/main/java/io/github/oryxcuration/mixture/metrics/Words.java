package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the reference code cuts a line of tokens, which differs from metric to metric. */
final class Words {
  private Words() {}

  /** As Python's {@code str.split()}: at any Unicode white space, no empty words. */
  static List<String> atWhiteSpace(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < line.length(); i++) {
      if (isWhiteSpace(line.charAt(i))) {
        if (start >= 0) {
          words.add(line.substring(start, i));
          start = -1;
        }
      } else if (start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      words.add(line.substring(start));
    }
    return words;
  }

  /** As Python's {@code split(" ")}: at each U+0020 alone; an empty line is one empty word. */
  static List<String> atSpaces(String line) {
    return List.of(line.split(" ", -1));
  }

  /** How often each n-gram stands in a text, for n of 1 to {@code orders}; index 0 is n = 1. */
  static List<Map<String, Integer>> ngrams(List<String> words, int orders) {
    List<Map<String, Integer>> counts = new ArrayList<>(orders);
    for (int n = 1; n <= orders; n++) {
      Map<String, Integer> count = new HashMap<>();
      for (int i = 0; i + n <= words.size(); i++) {
        // No word holds white space, so joined n-grams of one order cannot be mistaken.
        String gram = n == 1 ? words.get(i) : String.join(" ", words.subList(i, i + n));
        count.merge(gram, 1, Integer::sum);
      }
      counts.add(count);
    }
    return counts;
  }

  private static boolean isWhiteSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }
}
