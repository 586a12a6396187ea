package io.github.oryxcuration.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The special tokens of Qwen2 and Qwen2.5, the language models of Oryx and Oryx-1.5. Where they
 * stand in a text, the trainer's tokenizer reads them as the real ones: a turn ends early, or, for
 * {@code <|endoftext|>}, the token vanishes with the padding.
 */
public final class SpecialTokens {
  public static final String END_OF_TEXT = "<|endoftext|>";
  public static final String IM_START = "<|im_start|>";
  public static final String IM_END = "<|im_end|>";

  private static final List<String> ALL =
      List.of(
          END_OF_TEXT,
          IM_START,
          IM_END,
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

  /**
   * One special token in a text.
   *
   * @param at index of its first character
   */
  public record Found(String token, int at) {}

  private SpecialTokens() {}

  /** The special tokens that stand in a text, in its order. */
  public static List<Found> find(String text) {
    List<Found> found = new ArrayList<>();
    for (int at = text.indexOf("<|"); at >= 0; at = text.indexOf("<|", at + 1)) {
      for (String token : ALL) {
        if (text.startsWith(token, at)) {
          found.add(new Found(token, at));
        }
      }
    }
    return found;
  }
}
