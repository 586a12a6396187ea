package io.github.oryxcuration.needle.caption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts as lists of lower-case words, so that punctuation and case do not hide equal ones. */
public final class Words {
  private Words() {}

  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** The words joined again: equal for texts that differ in case and punctuation alone. */
  public static String normal(String text) {
    return String.join(" ", of(text));
  }

  /** All runs of so many words. */
  public static Set<String> runs(List<String> words, int length) {
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + length <= words.size(); i++) {
      runs.add(String.join(" ", words.subList(i, i + length)));
    }
    return runs;
  }
}
