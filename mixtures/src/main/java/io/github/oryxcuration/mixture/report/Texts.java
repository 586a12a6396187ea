package io.github.oryxcuration.mixture.report;

/** Long texts, cut where a page needs it. */
final class Texts {
  private Texts() {}

  /** The first {@code most} characters, never half of a surrogate pair, and how many there were. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + " … (" + Numbers.whole(text.length()) + " characters in all)";
  }
}
