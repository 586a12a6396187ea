package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.mixture.filter.Expression.Node;
import io.github.oryxcuration.mixture.filter.Expression.Threshold;
import io.github.oryxcuration.mixture.filter.Lexer.Kind;
import io.github.oryxcuration.mixture.filter.Lexer.Token;
import io.github.oryxcuration.mixture.filter.Value.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads an {@link Expression} by recursive descent, and checks that its parts fit. */
final class ExpressionParser {
  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 100;
  private static final Set<String> COMPARISONS = Set.of("=", "==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
  private static final Map<String, SampleColumn> COLUMNS = columns();

  /** A part that has been read; {@code number} where it is a number as written. */
  private record Part(
      Node node, Type type, int at, @Nullable String score, @Nullable Double number) {
    static Part of(Node node, Type type, int at) {
      return new Part(node, type, at, null, null);
    }
  }

  private final String text;
  private final List<Token> tokens;
  private final Set<String> scores = new TreeSet<>();
  private final List<Threshold> thresholds = new ArrayList<>();
  private int next;
  private int depth;

  ExpressionParser(String text) {
    if (text.length() > LONGEST) {
      throw new ExpressionException(
          "…", 0, "An expression has at most " + LONGEST + " characters, found " + text.length());
    }
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  private static Map<String, SampleColumn> columns() {
    Map<String, SampleColumn> columns = new HashMap<>();
    for (SampleColumn column : SampleColumn.values()) {
      columns.put(column.word(), column);
    }
    return columns;
  }

  Set<String> scores() {
    return scores;
  }

  List<Threshold> thresholds() {
    return thresholds;
  }

  /** The whole text. */
  Node condition() {
    Part part = wanted(Type.TRUTH, either());
    if (peek().kind() != Kind.END) {
      throw wrong(peek(), "Expected 'and', 'or' or the end, found '" + peek().text() + "'.");
    }
    return part.node;
  }

  private Part either() {
    Part left = both();
    while (peek().is("or")) {
      take();
      Node a = wanted(Type.TRUTH, left).node;
      Node b = wanted(Type.TRUTH, both()).node;
      left = Part.of(row -> truth(a, row).or(truth(b, row)), Type.TRUTH, left.at);
    }
    return left;
  }

  private Part both() {
    Part left = negated();
    while (peek().is("and")) {
      take();
      Node a = wanted(Type.TRUTH, left).node;
      Node b = wanted(Type.TRUTH, negated()).node;
      left = Part.of(row -> truth(a, row).and(truth(b, row)), Type.TRUTH, left.at);
    }
    return left;
  }

  private Part negated() {
    if (!peek().is("not")) {
      return compared();
    }
    Token not = take();
    deeper(not);
    Node node = wanted(Type.TRUTH, negated()).node;
    depth--;
    return Part.of(row -> truth(node, row).not(), Type.TRUTH, not.at());
  }

  private static Truth truth(Node node, Expression.Row row) {
    return (Truth) node.of(row);
  }

  private Part compared() {
    Part left = sum();
    Token token = peek();
    if (token.kind() == Kind.SIGN && COMPARISONS.contains(token.text())) {
      take();
      return comparison(left, token, sum());
    }
    if (token.is("in")) {
      take();
      return among(left);
    }
    if (token.is("contains")) {
      take();
      String part = literal("contains").text();
      Node node = wanted(Type.TEXT, left).node;
      return Part.of(row -> Comparisons.contains(node.of(row), part), Type.TRUTH, left.at);
    }
    if (token.is("is")) {
      take();
      return missing(left);
    }
    return left;
  }

  private Part comparison(Part left, Token sign, Part right) {
    wanted(left.type, right);
    if (ORDER.contains(sign.text()) && left.type != Type.NUMBER) {
      throw wrong(
          sign, "'" + sign.text() + "' compares numbers, but this is " + left.type.words() + ".");
    }
    threshold(left, right);
    threshold(right, left);
    Node a = left.node;
    Node b = right.node;
    return Part.of(
        row -> Comparisons.compare(a.of(row), sign.text(), b.of(row)), Type.TRUTH, left.at);
  }

  private void threshold(Part score, Part number) {
    if (score.score != null && number.number != null) {
      thresholds.add(new Threshold(score.score, number.number));
    }
  }

  /** {@code in (a, b, …)}. */
  private Part among(Part left) {
    expect("(");
    List<Node> values = new ArrayList<>();
    do {
      values.add(wanted(left.type, sum()).node);
    } while (takeIf(","));
    expect(")");
    Node node = left.node;
    return Part.of(
        row -> {
          Truth found = Truth.FALSE;
          for (Node value : values) {
            found = found.or(Comparisons.compare(node.of(row), "=", value.of(row)));
          }
          return found;
        },
        Type.TRUTH,
        left.at);
  }

  /** {@code is missing}, {@code is not missing}. */
  private Part missing(Part left) {
    boolean not = takeIf("not");
    expect("missing");
    Node node = left.node;
    return Part.of(row -> Truth.of((node.of(row) == Truth.MISSING) != not), Type.TRUTH, left.at);
  }

  private Part sum() {
    Part left = product();
    while (peek().is("+") || peek().is("-")) {
      left = arithmetic(left, take().text(), product());
    }
    return left;
  }

  private Part product() {
    Part left = signed();
    while (peek().is("*") || peek().is("/")) {
      left = arithmetic(left, take().text(), signed());
    }
    return left;
  }

  private Part arithmetic(Part left, String sign, Part right) {
    Node a = wanted(Type.NUMBER, left).node;
    Node b = wanted(Type.NUMBER, right).node;
    return Part.of(row -> Comparisons.arithmetic(a.of(row), sign, b.of(row)), Type.NUMBER, left.at);
  }

  private Part signed() {
    if (!peek().is("-")) {
      return primary();
    }
    Token minus = take();
    deeper(minus);
    Part part = wanted(Type.NUMBER, signed());
    depth--;
    Node zero = row -> Value.Range.of(0);
    Double number = part.number == null ? null : Double.valueOf(-part.number);
    return new Part(
        row -> Comparisons.arithmetic(zero.of(row), "-", part.node.of(row)),
        Type.NUMBER,
        minus.at(),
        null,
        number);
  }

  private Part primary() {
    Token token = take();
    if (token.is("(")) {
      deeper(token);
      Part inside = either();
      expect(")");
      depth--;
      return inside;
    }
    return switch (token.kind()) {
      case NUMBER -> {
        double number = Double.parseDouble(token.text());
        Value value = Value.Range.of(number);
        yield new Part(row -> value, Type.NUMBER, token.at(), null, number);
      }
      case TEXT -> {
        Value value = new Value.Text(token.text());
        yield Part.of(row -> value, Type.TEXT, token.at());
      }
      case NAME -> name(token);
      default ->
          throw wrong(
              token,
              "Expected a column, a score, a number or a text in quotes, found '"
                  + token.text()
                  + "'.");
    };
  }

  private Part name(Token token) {
    if (token.is("true") || token.is("false")) {
      Truth value = Truth.of(token.is("true"));
      return Part.of(row -> value, Type.TRUTH, token.at());
    }
    if (Set.of("and", "or", "in", "is", "missing", "contains").contains(token.text())) {
      throw wrong(
          token,
          "Expected a column, a score, a number or a text in quotes before '"
              + token.text()
              + "'.");
    }
    SampleColumn column = COLUMNS.get(token.text());
    if (column != null) {
      return Part.of(row -> row.column(column), column.type(), token.at());
    }
    scores.add(token.text());
    return new Part(row -> row.score(token.text()), Type.NUMBER, token.at(), token.text(), null);
  }

  private Part wanted(Type type, Part part) {
    if (part.type != type) {
      throw new ExpressionException(
          text, part.at, "Expected " + type.words() + ", but this is " + part.type.words() + ".");
    }
    return part;
  }

  private void deeper(Token token) {
    if (++depth > DEEPEST) {
      throw wrong(token, "Parts may be nested at most " + DEEPEST + " deep.");
    }
  }

  private Token literal(String before) {
    Token token = take();
    if (token.kind() != Kind.TEXT) {
      throw wrong(token, "Expected a text in quotes after '" + before + "'.");
    }
    return token;
  }

  private void expect(String sign) {
    if (!takeIf(sign)) {
      throw wrong(peek(), "Expected '" + sign + "', found '" + peek().text() + "'.");
    }
  }

  private boolean takeIf(String sign) {
    boolean found = peek().is(sign);
    next += found ? 1 : 0;
    return found;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next += token.kind() == Kind.END ? 0 : 1;
    return token;
  }

  private ExpressionException wrong(Token token, String message) {
    return new ExpressionException(text, token.at(), message);
  }
}
