package io.github.oryxcuration.mixture.answer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Answers stripped of what does not change their meaning, in the manner of the VQA evaluation
 * (Antol et al., ICCV 2015): lower case, no punctuation, no articles, digits for number words.
 */
public final class NormalAnswer {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("none", "0"),
          Map.entry("zero", "0"),
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"));

  private NormalAnswer() {}

  /** Words joined by blanks; an empty string where only articles and punctuation stand. */
  public static String of(String answer) {
    return String.join(" ", words(answer));
  }

  /** The words that are compared. */
  public static List<String> words(String text) {
    List<String> kept = new ArrayList<>();
    for (String word : allWords(text)) {
      if (!ARTICLES.contains(word)) {
        kept.add(NUMBERS.getOrDefault(word, word));
      }
    }
    return kept;
  }

  /**
   * All words of a text in lower case: runs of letters and digits, with the dot or comma of a
   * number and the apostrophe of a word, which goes. Forms of compatibility are made one.
   */
  public static List<String> allWords(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      int after = i + Character.charCount(c);
      if (isWordCharacter(c)) {
        word.appendCodePoint(c);
      } else if (isInNumber(plain, i, after)) {
        word.append(c == ',' ? "" : ".");
      } else if (!isApostrophe(c) && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      i = after;
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isWordCharacter(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isInNumber(String text, int at, int after) {
    char c = text.charAt(at);
    return (c == '.' || c == ',')
        && at > 0
        && Character.isDigit(text.charAt(at - 1))
        && after < text.length()
        && Character.isDigit(text.charAt(after));
  }
}
