package io.github.oryxcuration.mixture.ocr;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Breaks words into lines of a width, in half ems: a Latin letter takes one, a Chinese one two. */
final class Lines {
  private final Iterator<String> words;
  private final String space;
  private String next = "";

  Lines(Iterator<String> words, boolean isSpaced) {
    this.words = words;
    this.space = isSpaced ? " " : "";
  }

  List<String> take(int count, int halfEms) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line(halfEms));
    }
    return lines;
  }

  /** As many words as fit, or the part of a word that does; never empty. */
  String line(int halfEms) {
    StringBuilder line = new StringBuilder(word());
    if (width(line) > halfEms) {
      int cut = cut(line.toString(), halfEms);
      next = line.substring(cut);
      return line.substring(0, cut);
    }
    next = "";
    while (true) {
      String word = word();
      if (width(line) + width(space) + width(word) > halfEms) {
        next = word;
        return line.toString();
      }
      line.append(space).append(word);
      next = "";
    }
  }

  private String word() {
    return next.isEmpty() ? words.next() : next;
  }

  /** The last place where a word may be cut so that its start fits; after one letter at least. */
  private static int cut(String word, int halfEms) {
    int at = afterLetter(word, 0);
    while (at < word.length()) {
      int end = afterLetter(word, at);
      if (width(word.substring(0, end)) > halfEms) {
        return at;
      }
      at = end;
    }
    return at;
  }

  /** Behind a letter and the marks on it. */
  private static int afterLetter(String word, int from) {
    int at = word.offsetByCodePoints(from, 1);
    while (at < word.length() && isMark(word.codePointAt(at))) {
      at = word.offsetByCodePoints(at, 1);
    }
    return at;
  }

  private static int width(CharSequence text) {
    return text.codePoints().map(c -> isMark(c) ? 0 : isWide(c) ? 2 : 1).sum();
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isWide(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL;
  }
}
