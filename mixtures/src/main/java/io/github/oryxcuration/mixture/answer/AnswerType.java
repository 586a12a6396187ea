package io.github.oryxcuration.mixture.answer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of answer a question asks for, told from the answer. */
public enum AnswerType {
  /** One of the lettered options of the question. */
  OPTION,
  YES_NO,
  NUMBER,
  /** Up to three words. */
  SHORT,
  /** Up to ten words. */
  PHRASE,
  LONG,
  /** No word at all. */
  EMPTY;

  private static final Set<String> VERDICTS = Set.of("yes", "no");
  private static final Pattern NUMERAL = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final int SHORT_WORDS = 3;
  private static final int PHRASE_WORDS = 10;

  /** The type of an answer. */
  public static AnswerType of(Exchange exchange) {
    List<String> words = NormalAnswer.words(exchange.answer());
    if (exchange.options().meant(exchange.answer()) != null) {
      return OPTION;
    }
    if (words.isEmpty()) {
      return EMPTY;
    }
    if (words.size() == 1 && VERDICTS.contains(words.get(0))) {
      return YES_NO;
    }
    if (words.size() == 1 && NUMERAL.matcher(words.get(0)).matches()) {
      return NUMBER;
    }
    if (words.size() <= SHORT_WORDS) {
      return SHORT;
    }
    return words.size() <= PHRASE_WORDS ? PHRASE : LONG;
  }

  /** As columns and tables name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
