package io.github.oryxcuration.mixture.ocr;

import java.io.IOException;
import java.util.List;

/** What this machine can write with; for people who ask what is missing. */
public final class Fonts {
  private Fonts() {}

  /**
   * Families of the installed fonts, in ascending order; empty where there is none.
   *
   * @throws IOException if Java cannot handle fonts on this machine; the message says what to
   *     install
   */
  public static List<String> installed() throws IOException {
    return FontShelf.families();
  }

  /** Codes of the built-in languages that an installed font has all letters of. */
  public static List<String> languages() throws IOException {
    List<OcrFont> fonts = OcrFont.installed(List.of());
    return WordList.builtIn().stream()
        .filter(words -> fonts.stream().anyMatch(font -> words.isWritable(font.font())))
        .map(WordList::language)
        .toList();
  }
}
