package io.github.oryxcuration.core.text;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.List;

/** What the text of any turn may not hold. */
final class TextRules {
  private TextRules() {}

  static void check(String text) {
    checkSpecialTokens(text);
    checkSurrogates(text);
  }

  private static void checkSpecialTokens(String text) {
    List<SpecialTokens.Found> found = SpecialTokens.find(text);
    if (!found.isEmpty()) {
      throw new CurationException(
          Reason.SPECIAL_TOKEN,
          "the text holds "
              + found.get(0).token()
              + ", which the trainer's tokenizer reads as the real token");
    }
  }

  /** Half a pair has no UTF-8 form: it would be stored as another character. */
  private static void checkSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        throw new CurationException(
            Reason.MALFORMED_ROW,
            "the text holds half a surrogate pair at character " + i + "; it has no UTF-8 form");
      }
    }
  }
}
