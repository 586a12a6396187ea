package io.github.oryxcuration.mixture.ocr;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How text stands on a page, and how its blocks are read. */
enum Layout {
  /** One block of one line. */
  LINE("\n", "\n"),
  /** One block of lines. */
  PARAGRAPH("\n", "\n"),
  /** Two blocks of lines, side by side. */
  COLUMNS("\n", "\n\n"),
  /** Each block is a row of cells, as on a receipt. */
  TABLE(" ", "\n"),
  /** One block of few, large, centred lines. */
  SIGN("\n", "\n");

  private final String betweenParts;
  private final String betweenBlocks;

  Layout(String betweenParts, String betweenBlocks) {
    this.betweenParts = betweenParts;
    this.betweenBlocks = betweenBlocks;
  }

  /** The word of a recipe. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands on the page, in reading order. */
  String text(List<List<String>> blocks) {
    return blocks.stream()
        .map(block -> String.join(betweenParts, block))
        .collect(Collectors.joining(betweenBlocks));
  }
}
