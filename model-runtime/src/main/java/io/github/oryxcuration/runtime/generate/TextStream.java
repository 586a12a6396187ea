package io.github.oryxcuration.runtime.generate;

import java.util.Arrays;
import java.util.List;

/**
 * The text of one answer as its tokens come. A token may end inside a character, and a stop string
 * may be spread over tokens: text is let out only when neither can change it any more.
 */
final class TextStream {
  private static final char UNFINISHED = '\uFFFD';

  /** Bytes of a character that can still be missing; more of them are no UTF-8 at all. */
  private static final int MOST_UNFINISHED = 3;

  private final Detokenizer detokenizer;
  private final List<String> stops;
  private final StringBuilder text = new StringBuilder();
  private long[] ids = new long[16];
  private int count;

  /** Tokens from {@code shown} on are not in the text; those from {@code context} on, decoded. */
  private int context;

  private int shown;
  private int letOut;
  private boolean stopped;

  TextStream(Detokenizer detokenizer, List<String> stops) {
    this.detokenizer = detokenizer;
    this.stops = stops;
  }

  /** Takes a token; returns the text that is now certain. */
  String add(long id) {
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
    }
    ids[count++] = id;
    decode(false);
    return letOut(false);
  }

  /** Ends the answer; returns the rest of its text. */
  String end() {
    if (!stopped) {
      decode(true);
    }
    return letOut(true);
  }

  /** Whether a stop string came up. */
  boolean isStopped() {
    return stopped;
  }

  /** The whole text so far. */
  String text() {
    return text.toString();
  }

  /**
   * Decodes the new tokens behind the last ones shown: what a token reads as may depend on the one
   * before it (a leading blank).
   */
  private void decode(boolean all) {
    if (shown == count) {
      return;
    }
    String before = detokenizer.decode(Arrays.copyOfRange(ids, context, shown));
    String after = detokenizer.decode(Arrays.copyOfRange(ids, context, count));
    if (!all && isUnfinished(after)) {
      return;
    }
    int from = text.length();
    if (after.length() > before.length()) {
      text.append(after, before.length(), after.length());
    }
    context = shown;
    shown = count;
    findStop(from);
  }

  private static boolean isUnfinished(String decoded) {
    int end = decoded.length();
    int unfinished = 0;
    while (unfinished < end && decoded.charAt(end - 1 - unfinished) == UNFINISHED) {
      unfinished++;
    }
    return unfinished > 0 && unfinished <= MOST_UNFINISHED;
  }

  private void findStop(int from) {
    int first = -1;
    for (String stop : stops) {
      int at = text.indexOf(stop, Math.max(letOut, from - stop.length() + 1));
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    if (first >= 0) {
      text.setLength(first);
      stopped = true;
    }
  }

  private String letOut(boolean all) {
    int end = all || stopped ? text.length() : text.length() - heldBack();
    String piece = text.substring(letOut, end);
    letOut = end;
    return piece;
  }

  /** Length of the longest end of the text with which a stop string starts. */
  private int heldBack() {
    int longest = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, text.length() - letOut); n > longest; n--) {
        if (stop.startsWith(text.substring(text.length() - n))) {
          longest = n;
        }
      }
    }
    return longest;
  }
}
