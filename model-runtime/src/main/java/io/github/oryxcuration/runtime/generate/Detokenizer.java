package io.github.oryxcuration.runtime.generate;

/** Turns tokens into text. */
@FunctionalInterface
public interface Detokenizer {
  /**
   * Decodes tokens. Bytes that are no UTF-8, such as the first part of a character, become U+FFFD;
   * text is not trimmed.
   */
  String decode(long[] ids);
}
