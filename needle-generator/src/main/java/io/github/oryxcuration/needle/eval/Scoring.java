package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.needle.caption.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an answer is right. */
final class Scoring {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** A letter and nothing else: {@code B}, {@code (B)}. */
  private static final Pattern ALONE = Pattern.compile("\\W*([A-Z])\\W*");

  /** Where a letter ends. {@code A dog} and {@code I see} begin with words, {@code A. dog} not. */
  private static final String END = "(?:[^\\w\\s]|\\s*$|(?<![AI])\\s)";

  /** A letter that stands first: {@code B. the dog}. */
  private static final Pattern FIRST = Pattern.compile("^\\W*([A-Z])" + END);

  /** A letter that is named as the answer: {@code The answer is (B).} */
  private static final Pattern NAMED =
      Pattern.compile("(?i:answer|option|choice)(?i:\\s+is)?\\W*([A-Z])" + END);

  private Scoring() {}

  /**
   * Multiple choice: by the letter, or else by an option's words and no others. Otherwise: equal
   * but for case, punctuation and articles.
   *
   * @param options empty for questions without
   * @param expected the letter, or the words
   */
  static boolean isRight(String answer, List<String> options, String expected) {
    if (options.isEmpty()) {
      return plain(answer).equals(plain(expected));
    }
    return letter(answer, options).equals(expected);
  }

  /** The letter of the option that was chosen; empty where none can be told. */
  static String letter(String answer, List<String> options) {
    Matcher alone = ALONE.matcher(answer);
    if (alone.matches() && alone.group(1).charAt(0) - 'A' < options.size()) {
      return alone.group(1);
    }
    for (int i = 0; i < options.size(); i++) {
      if (plain(answer).equals(plain(options.get(i)))) {
        return String.valueOf((char) ('A' + i));
      }
    }
    for (Pattern pattern : List.of(FIRST, NAMED)) {
      Matcher matcher = pattern.matcher(answer.strip());
      if (matcher.find() && matcher.group(1).charAt(0) - 'A' < options.size()) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private static List<String> plain(String text) {
    List<String> words = Words.of(text);
    List<String> plain = words.stream().filter(word -> !ARTICLES.contains(word)).toList();
    return plain.isEmpty() ? words : plain; // "A" may be all that is asked for
  }
}
