package io.github.oryxcuration.core.caption;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an answer must be to be used.
 *
 * @param maxChars longer ones are refused
 * @param english whether it must be English: at most a fifth of its letters of other scripts than
 *     Latin, and among ten words or more enough of those that no English text can do without
 * @param whole whether answers that are cut off at the allowed number of tokens are refused
 */
public record AnswerRules(int maxChars, boolean english, boolean whole) implements Serializable {
  public static final AnswerRules DEFAULT = new AnswerRules(1200, true);

  private static final double FOREIGN_SHARE = 0.2;
  private static final Pattern WORDS = Pattern.compile("\\p{L}+");

  private static final int ENOUGH_WORDS = 10;
  private static final double ENGLISH_SHARE = 0.1;

  /** The most frequent words of English that hardly occur in its neighbours. */
  private static final Set<String> ENGLISH =
      Set.of(
          "the",
          "and",
          "of",
          "to",
          "is",
          "are",
          "with",
          "on",
          "at",
          "by",
          "its",
          "it",
          "his",
          "her",
          "their",
          "from",
          "which",
          "while",
          "there",
          "this",
          "that",
          "has",
          "have",
          "into",
          "behind",
          "between",
          "one",
          "two",
          "both",
          "second",
          "first",
          "frame",
          "picture",
          "appears",
          "standing",
          "wearing");

  private static final List<String> REFUSALS =
      List.of(
          "i'm sorry",
          "i am sorry",
          "sorry, ",
          "i can't",
          "i cannot",
          "i'm unable",
          "i am unable",
          "i'm not able",
          "as an ai",
          "unfortunately, i");

  /** Rules by which answers that are cut off are refused. */
  public AnswerRules(int maxChars, boolean english) {
    this(maxChars, english, true);
  }

  /** Why an answer cannot be used; empty for one that can. */
  public String objection(String answer) {
    if (answer.isBlank()) {
      return "the answer is empty";
    }
    String start = answer.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    for (String refusal : REFUSALS) {
      if (start.startsWith(refusal)) {
        return "the model refuses: " + shortened(answer.strip());
      }
    }
    if (answer.length() > maxChars) {
      return String.format(
          Locale.ROOT, "the answer has %d characters, %d allowed", answer.length(), maxChars);
    }
    if (english && foreignShare(answer) > FOREIGN_SHARE) {
      return "the answer is in another script than Latin: " + shortened(answer.strip());
    }
    return english && !isEnglish(answer)
        ? "the answer is not in English: " + shortened(answer.strip())
        : "";
  }

  private static boolean isEnglish(String answer) {
    List<String> words =
        WORDS.matcher(answer.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    long known = words.stream().filter(ENGLISH::contains).count();
    return words.size() < ENOUGH_WORDS || known >= ENGLISH_SHARE * words.size();
  }

  private static double foreignShare(String answer) {
    long letters = answer.codePoints().filter(Character::isLetter).count();
    long foreign =
        answer
            .codePoints()
            .filter(Character::isLetter)
            .filter(c -> Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
            .count();
    return letters == 0 ? 1 : foreign / (double) letters;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
