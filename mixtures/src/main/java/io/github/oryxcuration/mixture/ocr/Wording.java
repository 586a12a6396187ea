package io.github.oryxcuration.mixture.ocr;

import java.util.Iterator;

/** Where the words of pages come from. */
sealed interface Wording permits WordList, Corpus {

  /** Words without end. */
  Iterator<String> words(Draws draws);

  /** Whether words stand apart. */
  boolean isSpaced();
}
