package io.github.oryxcuration.mixture.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into words, numbers, texts and signs. */
final class Lexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_.]*)"
              + "|(?<text>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")"
              + "|(?<sign><=|>=|!=|==|[=<>()+\\-*/,])");

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    TEXT,
    SIGN,
    END
  }

  /**
   * A token.
   *
   * @param text of a text without its quotes
   * @param at 0-based place in the expression
   */
  record Token(Kind kind, String text, int at) {
    boolean is(String sign) {
      return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }
  }

  private Lexer() {}

  /** The tokens, the last of which is the end. */
  static List<Token> tokens(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      if (!matcher.region(at, expression.length()).lookingAt()) {
        char c = expression.charAt(at);
        throw new ExpressionException(
            expression,
            at,
            c == '\'' || c == '"'
                ? "A text is not closed."
                : "'" + c + "' has no meaning here. Texts stand in quotes.");
      }
      if (matcher.group("space") == null) {
        tokens.add(token(matcher, at));
      }
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "the end", at));
    return tokens;
  }

  private static Token token(Matcher matcher, int at) {
    String found = matcher.group();
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, found, at);
    }
    if (matcher.group("name") != null) {
      return new Token(Kind.NAME, found, at);
    }
    if (matcher.group("text") != null) {
      String quote = found.substring(0, 1);
      String inside = found.substring(1, found.length() - 1);
      return new Token(Kind.TEXT, inside.replace(quote + quote, quote), at);
    }
    return new Token(Kind.SIGN, found, at);
  }
}
