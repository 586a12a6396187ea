package io.github.oryxcuration.core.caption;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What an answer must be to be used.
 *
 * @param maxChars longer ones are refused
 * @param english whether letters of other scripts than Latin may make up no more than a fifth
 * @param whole whether answers that are cut off at the allowed number of tokens are refused
 */
public record AnswerRules(int maxChars, boolean english, boolean whole) implements Serializable {
  public static final AnswerRules DEFAULT = new AnswerRules(1200, true);

  private static final double FOREIGN_SHARE = 0.2;

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
    return "";
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
