package io.github.oryxcuration.mixture.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens of a caption as the COCO caption evaluation makes them: Penn Treebank conventions, lower
 * case, punctuation left out. At each place the rule with the longest match wins, the first of
 * equals. Written from observed behaviour of the reference's tokenizer; what differs is listed in
 * the test.
 *
 * <p>Names of brackets stay ({@code -lrb-}), because the reference leaves them out in upper case
 * alone.
 */
public final class PtbTokenizer {
  private static final Set<String> PUNCTUATION =
      Set.of("''", "'", "``", "`", ".", "?", "!", ",", ":", "-", "--", "...", ";");

  private static final String LETTER = "[\\p{L}\\p{M}]";
  private static final String WORD_CHAR = "[\\p{L}\\p{M}\\p{Nd}]";
  private static final String WORD = LETTER + WORD_CHAR + "*(?:_+" + WORD_CHAR + "+)*";
  private static final String ALNUM = WORD_CHAR + "+(?:_+" + WORD_CHAR + "+)*";
  private static final String NUMBER = "(?:\\d+(?:[.:,]\\d+)*|(?:[.:,]\\d+)+)";
  private static final String END = "(?!" + WORD_CHAR + ")";

  /** Abbreviations that keep their dot. */
  private static final String ABBREVIATIONS =
      "(?:Mr|Mrs|Ms|Drs?|Profs?|Sens?|Reps?|Attys?|Lt|Col|Gen|Messrs|Govs?|Adm|Rev|Maj|Sgt|Cpl|Pvt"
          + "|Capt|Ste?|Ave|Pres|Lieut|Hon|Brig|Comdr|Pfc|Spc|Supts?|Det|M|MM|Mme|Mmes|Mlle"
          + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri"
          + "|Inc|Cos?|Corp|Ltd|Plc|Bancorp|Dept|Bhd|Assn|Univ|Intl|Sys|Nos|Prop|Ph|tel|est|ext"
          + "|sq|ft|Jr|Sr|Bros|Blvd|Rd|Esq|etc|al|seq|vs|Alex|Wm|Jos|Cie|cf|Calif|Mass|Conn|Fla"
          + "|Ariz|Ala|Ark|Ga|Ill|Ind|Kan|Ky|La|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Pa|Tenn|Tex"
          + "|Va|Vt|Wash|Wis|Wyo|Ore|Penn|Del|Colo|Dak|Md|Me|bldg)";

  private static final String TIGHT_DOTTED = LETTER + "(?:\\." + LETTER + ")+\\.?";

  private record Rule(Pattern pattern, UnaryOperator<String> token) {
    static Rule as(String pattern) {
      return to(pattern, UnaryOperator.identity());
    }

    static Rule to(String pattern, UnaryOperator<String> token) {
      return new Rule(Pattern.compile(pattern), token);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // Mark-up, addresses, names of brackets.
          Rule.to("<[!?]?/?[A-Za-z][A-Za-z0-9:_-]*(?:\\s[^<>]*)?/?>", PtbTokenizer::inOnePiece),
          Rule.to("(?i)&lt;", token -> "<"),
          Rule.to("(?i)&gt;", token -> ">"),
          Rule.to("(?i)&amp;", token -> "&"),
          Rule.to("(?i)&(?:quot|apos);", token -> "''"),
          Rule.to("(?i)&nbsp;", token -> ""),
          Rule.as("(?i)&[a-z]+;"),
          Rule.as("(?i)https?://[^\\s\"<>|()]+[^\\s\"<>|.!?(){},-]"),
          Rule.as(
              "(?i)www\\.(?:[^\\s\"<>|.!?(){},]+\\.)+[a-z]{2,4}(?:/[^\\s\"<>|()]*[^\\s\"<>|.!?(){},-])?"),
          Rule.as("[A-Za-z0-9][^\\s\"<>|()@]*@(?:[^\\s\"<>|().@]+\\.)*[^\\s\"<>|().,;:!?@]+"),
          Rule.as("[@#]" + LETTER + "[\\p{L}\\p{M}\\p{Nd}_]*"),
          Rule.as("(?i)-(?:lrb|rrb|lsb|rsb|lcb|rcb)-"),
          Rule.to(
              "[<>]?[:;=][-o*']?[()DPp@|\\\\\\]\\[](?!" + WORD_CHAR + ")", PtbTokenizer::brackets),
          // Words.
          Rule.as(WORD),
          Rule.as(ALNUM),
          Rule.as(WORD + "(?:[.!?]" + LETTER + WORD_CHAR + "*)+"),
          Rule.as(ALNUM + "(?:[.,]\\d+)*(?:[-/]" + ALNUM + "(?:[.,]\\d+)*)+"),
          Rule.as("[A-Z]+(?:&[A-Z]+)+"),
          Rule.as("(?:[CJcj]\\+\\+|[CFcf]#)" + END),
          Rule.as(TIGHT_DOTTED),
          Rule.as("(?:a\\.k\\.a|(?i:i\\.e|e\\.g)|[A-Za-z]\\.[A-Za-z]|Ph\\.D|[A-Za-z])\\."),
          Rule.as("(?i:" + ABBREVIATIONS + ")\\."),
          Rule.as("(?i:(?:figs?|prop|nos?|art|pp?|op|ca|fig)\\.)(?=\\s?\\d)"),
          // Apostrophes.
          Rule.to("(?i)['\u2019](?:s|m|d|re|ve|ll)" + END, PtbTokenizer::straight),
          Rule.to("(?i)['\u2019]n['\u2019]", PtbTokenizer::straight),
          Rule.to("(?i)['\u2019](?:em|till?|n|[2-9]0s?)" + END, PtbTokenizer::straight),
          Rule.to("(?i)[a-hj-xz]['\u2019]" + LETTER + "{2,}", PtbTokenizer::straight),
          Rule.to(
              "(?i)(?:ma['\u2019]am|ne['\u2019]er|e['\u2019]er|o['\u2019]clock)" + END,
              PtbTokenizer::straight),
          Rule.to("(?i)y['\u2019](?=all)", PtbTokenizer::straight),
          // Numbers.
          Rule.as("[-+]?" + NUMBER),
          Rule.to("\\d{1,4}[ \u00A0]\\d{1,4}/\\d{1,4}" + END, PtbTokenizer::inOnePiece),
          Rule.as("\\d{1,4}/\\d{1,4}" + END),
          Rule.to(
              "(?:\\([0-9]{2,3}\\)[ \u00A0]?|(?:\\+\\+?)?(?:[0-9]{2,4}[- \u00A0])?[0-9]{2,4}[- \u00A0])"
                  + "[0-9]{3,4}[- \u00A0]?[0-9]{3,5}"
                  + END,
              token -> inOnePiece(brackets(token))),
          Rule.to("[\u00BC\u00BD\u00BE]", PtbTokenizer::fraction),
          Rule.as("(?:US|HK|NZ|A|C|M|S)?\\$"),
          Rule.to("\u00A3", token -> "#"),
          Rule.to("\u20AC", token -> "$"),
          Rule.to("\u00A2", token -> "cents"),
          // Punctuation.
          Rule.to("\\.{3,}|\u2026|\\.(?: \\.){2,}", token -> "..."),
          Rule.to("-{2,}|[\u2013\u2014\u2015]", token -> "--"),
          Rule.to("[\"\u201C\u201D\u00AB\u00BB]|''|``", token -> "''"),
          Rule.to("['`\u2018\u2019\u2039\u203A]", token -> "'"),
          Rule.to("[(\\[{)\\]}]", PtbTokenizer::brackets),
          Rule.as("[?!]+"),
          Rule.as("\\*+|#+|<<|>>|\\.|,|;|:"),
          Rule.as("\\S"));

  private static final Pattern NEGATED_AHEAD =
      Pattern.compile("(?i)" + LETTER + "*?(?=n['\u2019]t" + END + ")");
  private static final Pattern NOT = Pattern.compile("(?i)n['\u2019]t" + END);

  private static final Set<String> FUSED =
      Set.of("cannot", "gonna", "wanna", "gotta", "gimme", "lemme");
  private static final Pattern TIS = Pattern.compile("(?i)['\u2019]t(?=is|was)");

  private PtbTokenizer() {}

  /** Tokens joined by blanks; an empty string where only punctuation stands. */
  public static String tokens(String caption) {
    StringBuilder line = new StringBuilder();
    String text = prepared(caption);
    Matcher matcher = NOT.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else {
        at = next(text, at, matcher, line);
      }
    }
    return line.toString();
  }

  /** Takes one token off the text; returns where the next begins. */
  private static int next(String text, int at, Matcher matcher, StringBuilder line) {
    int plain = plainWord(text, at);
    if (plain > at) {
      word(text.substring(at, plain), line);
      return plain;
    }
    matcher.region(at, text.length()).useTransparentBounds(true);
    if (matcher.usePattern(NEGATED_AHEAD).lookingAt() && matcher.end() > at) {
      add(text.substring(at, matcher.end()), line);
      return matcher.end();
    }
    if (matcher.usePattern(NOT).lookingAt()) {
      add("n't", line);
      return matcher.end();
    }
    if (matcher.usePattern(TIS).lookingAt()) {
      add("'t", line);
      return matcher.end();
    }
    Rule longest = RULES.get(RULES.size() - 1);
    int end = at;
    for (Rule rule : RULES) {
      if (matcher.usePattern(rule.pattern()).lookingAt() && matcher.end() > end) {
        longest = rule;
        end = matcher.end();
      }
    }
    word(longest.token().apply(text.substring(at, end)), line);
    return end;
  }

  /** The end of a word of small letters between blanks, which no rule can make longer. */
  private static int plainWord(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
      end++;
    }
    return end == text.length() || text.charAt(end) == ' ' ? end : at;
  }

  private static void word(String token, StringBuilder line) {
    String lower = token.toLowerCase(Locale.ROOT);
    if (FUSED.contains(lower)) {
      add(token.substring(0, 3), line);
      add(token.substring(3), line);
    } else {
      add(token, line);
    }
  }

  private static void add(String token, StringBuilder line) {
    if (token.isEmpty() || PUNCTUATION.contains(token)) {
      return;
    }
    if (line.length() > 0) {
      line.append(' ');
    }
    line.append(token.toLowerCase(Locale.ROOT));
  }

  /** Without what the reference cannot read: characters beyond the first plane, soft hyphens. */
  private static String prepared(String caption) {
    StringBuilder text = new StringBuilder(caption.length());
    for (int i = 0; i < caption.length(); i++) {
      char c = caption.charAt(i);
      if (c != '\u00AD') {
        text.append(Character.isSurrogate(c) ? ' ' : c);
      }
    }
    return text.toString();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
  }

  private static String straight(String token) {
    return token.replace('\u2019', '\'');
  }

  private static String inOnePiece(String token) {
    return token.replace(' ', '\u00A0');
  }

  private static String brackets(String token) {
    return token
        .replace("(", "-lrb-")
        .replace(")", "-rrb-")
        .replace("[", "-lsb-")
        .replace("]", "-rsb-")
        .replace("{", "-lcb-")
        .replace("}", "-rcb-");
  }

  private static String fraction(String token) {
    return switch (token.charAt(0)) {
      case '\u00BC' -> "1/4";
      case '\u00BD' -> "1/2";
      default -> "3/4";
    };
  }
}
