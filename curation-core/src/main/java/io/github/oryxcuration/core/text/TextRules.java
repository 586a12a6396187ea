package io.github.oryxcuration.core.text;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.List;

/** What the text of any turn may not hold. */
final class TextRules {
  /** The special tokens of Qwen2 and Qwen2.5, the language models of Oryx and Oryx-1.5. */
  private static final List<String> SPECIAL_TOKENS =
      List.of(
          "<|endoftext|>",
          "<|im_start|>",
          "<|im_end|>",
          "<|object_ref_start|>",
          "<|object_ref_end|>",
          "<|box_start|>",
          "<|box_end|>",
          "<|quad_start|>",
          "<|quad_end|>",
          "<|vision_start|>",
          "<|vision_end|>",
          "<|vision_pad|>",
          "<|image_pad|>",
          "<|video_pad|>");

  private TextRules() {}

  static void check(String text) {
    checkSpecialTokens(text);
    checkSurrogates(text);
  }

  private static void checkSpecialTokens(String text) {
    for (int at = text.indexOf("<|"); at >= 0; at = text.indexOf("<|", at + 1)) {
      for (String token : SPECIAL_TOKENS) {
        if (text.startsWith(token, at)) {
          throw new CurationException(
              Reason.SPECIAL_TOKEN,
              "the text holds "
                  + token
                  + ", which the trainer's tokenizer reads as the real token");
        }
      }
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
