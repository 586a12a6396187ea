package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * METEOR 1.5's own normalisation of English with punctuation kept ({@code -l en -norm}), in the
 * order of its steps. It takes the tokens of the caption evaluation, which are lower-cased, so of
 * its list of abbreviations only those in lower case can be met.
 */
final class MeteorText {
  private static final String ALPHA =
      "A-Za-z\u0160\u017D\u0161\u017E\u0178\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017E"
          + "\u0400-\u0527\uA640-\uA66E\uA67E-\uA697\u1D00-\u1D7F";
  private static final String DIGIT = "0-9";

  /** A dot of a run of dots, until all else is done. */
  private static final char HELD_DOT = '\uE000';

  private record Step(Pattern pattern, String with) {
    static Step of(String pattern, String with) {
      return new Step(Pattern.compile(pattern), with);
    }

    String in(String line) {
      return pattern.matcher(line).replaceAll(with);
    }
  }

  private static final Pattern DOTS = Pattern.compile("\\.{2,}");

  private static final List<Step> STEPS =
      List.of(
          Step.of("([^0-9])[,]([^0-9])", "$1 , $2"),
          Step.of("([0-9])[,]([^0-9])", "$1 , $2"),
          Step.of("([^0-9])[,]([0-9])", "$1 , $2"),
          Step.of("[`\u2018\u2019]", "'"),
          Step.of("[\u201C\u201D]|''", " \" "),
          Step.of("\u2013", "-"),
          Step.of("--", "-"),
          Step.of("([" + ALPHA + DIGIT + ".])-([" + ALPHA + DIGIT + "])", "$1 $2"),
          Step.of("([^" + ALPHA + "])'([^" + ALPHA + "])", "$1 ' $2"),
          Step.of("([^" + ALPHA + DIGIT + "])'([" + ALPHA + "])", "$1 ' $2"),
          Step.of("([" + ALPHA + "])'([^" + ALPHA + "])", "$1 ' $2"),
          Step.of("([" + ALPHA + "])'([" + ALPHA + "])", "$1 '$2"),
          Step.of("([0-9])'(s)", "$1 '$2"));

  private static final Step OTHERS =
      Step.of("([^" + ALPHA + DIGIT + "\\s.'`,\\-\u2018\u2019])", " $1 ");
  private static final Pattern LETTER = Pattern.compile("[" + ALPHA + "]");
  private static final Pattern SPACES =
      Pattern.compile("[ \u2000-\u200A\u202F\u205F\u3000\u00A0]+");
  private static final Set<String> KEEP_DOT = Set.of("v", "vs", "i.e", "rev", "e.g");
  private static final String KEEP_DOT_BEFORE_NUMBER = "pp";

  private MeteorText() {}

  /** The words that METEOR matches. */
  static List<String> words(String tokens) {
    return split(normalised(tokens));
  }

  static String normalised(String tokens) {
    String line = OTHERS.in(" " + tokens + " ");
    line = DOTS.matcher(line).replaceAll(run -> " " + held(run.group()) + " ");
    for (Step step : STEPS) {
      line = step.in(line);
    }
    line = dots(split(line)).replace(HELD_DOT, '.');
    return SPACES.matcher(line).replaceAll(" ").trim().toLowerCase(Locale.ROOT);
  }

  private static String held(String run) {
    return String.valueOf(HELD_DOT).repeat(run.length());
  }

  /** Splits the dot off a word's end, unless it belongs to the word. */
  private static String dots(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      line.append(word.length() > 1 && word.endsWith(".") ? dotted(word, next) : word).append(' ');
    }
    return line.toString();
  }

  private static String dotted(String word, String next) {
    String before = word.substring(0, word.length() - 1);
    if (before.contains(".") && LETTER.matcher(before).find()) {
      return word.replace(".", "");
    }
    char first = next.isEmpty() ? ' ' : next.charAt(0);
    boolean kept =
        KEEP_DOT.contains(before)
            || (first >= 'a' && first <= 'z')
            || (before.equals(KEEP_DOT_BEFORE_NUMBER) && first >= '0' && first <= '9');
    return kept ? word : before + " .";
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }
}
