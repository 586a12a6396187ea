package io.github.oryxcuration.core.text;

import java.util.ArrayList;
import java.util.List;

/** Finds the words that stand for media in a human turn: {@code <image>} and {@code <video>}. */
final class Placeholders {
  private static final int LENGTH = Dialect.PLACEHOLDER.length();

  private Placeholders() {}

  static int count(String text) {
    int found = 0;
    for (int at = next(text, 0); at >= 0; at = next(text, at + LENGTH)) {
      found++;
    }
    return found;
  }

  /** The texts around the placeholders, one more than there are placeholders. */
  static List<String> cut(String text) {
    int at = next(text, 0);
    if (at < 0) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (; at >= 0; at = next(text, from)) {
      texts.add(text.substring(from, at));
      from = at + LENGTH;
    }
    texts.add(text.substring(from));
    return texts;
  }

  private static int next(String text, int from) {
    for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
      if (text.startsWith(Dialect.PLACEHOLDER, at)
          || text.startsWith(Dialect.VIDEO_PLACEHOLDER, at)) {
        return at;
      }
    }
    return -1;
  }
}
