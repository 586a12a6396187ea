package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * METEOR's paraphrase table, as given by the user: three lines an entry, of which the second is a
 * phrase, the third a paraphrase of it, and the first a probability that scoring does not use.
 */
public final class Paraphrases {
  /** The empty table. */
  public static final Paraphrases NONE = new Paraphrases(Map.of(), 0);

  private final Map<List<String>, List<List<String>>> byPhrase;
  private final int longest;

  private Paraphrases(Map<List<String>, List<List<String>>> byPhrase, int longest) {
    this.byPhrase = byPhrase;
    this.longest = longest;
  }

  /**
   * A table from the lines of its file.
   *
   * @throws IllegalArgumentException if the lines are not three an entry
   */
  public static Paraphrases of(List<String> lines) {
    if (lines.size() % 3 != 0) {
      throw new IllegalArgumentException(
          "A paraphrase table must have three lines an entry (probability, phrase, paraphrase), but"
              + " has "
              + lines.size()
              + " lines");
    }
    Map<List<String>, List<List<String>>> byPhrase = new HashMap<>();
    int longest = 0;
    for (int i = 0; i < lines.size(); i += 3) {
      List<String> phrase = List.of(lines.get(i + 1).trim().split("\\s+", -1));
      List<String> paraphrase = List.of(lines.get(i + 2).trim().split("\\s+", -1));
      byPhrase.computeIfAbsent(phrase, p -> new ArrayList<>()).add(paraphrase);
      longest = Math.max(longest, phrase.size());
    }
    return new Paraphrases(byPhrase, longest);
  }

  boolean isEmpty() {
    return longest == 0;
  }

  /** A phrase of so many words, and what may stand for it. */
  record Found(int length, List<String> paraphrase) {}

  /** Paraphrases of the phrases that start at a word: of shorter phrases first, then as listed. */
  List<Found> startingAt(List<String> words, int start) {
    List<Found> found = new ArrayList<>();
    for (int length = 1; length <= longest && start + length <= words.size(); length++) {
      for (List<String> paraphrase :
          byPhrase.getOrDefault(words.subList(start, start + length), List.of())) {
        found.add(new Found(length, paraphrase));
      }
    }
    return found;
  }
}
