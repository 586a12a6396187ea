package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.filter.Value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A condition on the columns of a sample and its scores. It calls nothing, loops over nothing and
 * ends for every sample.
 *
 * <pre>
 *   condition   and or not ( )
 *   comparison  = != &lt; &lt;= &gt; &gt;=   in ('a', 'b')   contains 'text'   is missing   is not missing
 *   number      12  0.5  + - * /      text  'in quotes'      true false
 *   name        a column of the sample, or else a score
 * </pre>
 *
 * <p>Each score may have bounds instead of a value: where they reach to both sides of a threshold
 * the condition is undecided. Where a column has no value, a comparison with it holds for no
 * sample.
 */
public final class Expression {
  /** A part of the expression. */
  interface Node {
    Value of(Row row);
  }

  /** The values of one sample. */
  interface Row {
    Value column(SampleColumn column);

    Value score(String name);
  }

  /**
   * A comparison of a score with a number.
   *
   * @param at the number
   */
  record Threshold(String score, double at) {}

  private final String text;
  private final Node node;
  private final Set<String> scores;
  private final List<Threshold> thresholds;

  private Expression(String text, Node node, Set<String> scores, List<Threshold> thresholds) {
    this.text = text;
    this.node = node;
    this.scores = scores;
    this.thresholds = thresholds;
  }

  /**
   * Reads an expression.
   *
   * @throws ExpressionException if it is none
   */
  public static Expression parse(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Node node = parser.condition();
    return new Expression(
        text, node, new TreeSet<>(parser.scores()), new ArrayList<>(parser.thresholds()));
  }

  /** The names of the scores that it asks for, in ascending order. */
  public Set<String> scores() {
    return scores;
  }

  /** Of a sample, the scores that it asks for, with their bounds where they have some. */
  Map<String, Double> asked(Sample sample) {
    Map<String, Double> asked = new TreeMap<>(sample.scores());
    asked.keySet().removeIf(name -> !scores.contains(name) && !isBound(name, sample));
    return asked;
  }

  private boolean isBound(String name, Sample sample) {
    String score = Choice.withoutBound(name);
    return scores.contains(score) && Choice.hasBounds(score, sample.scores());
  }

  /** Why a sample is dropped, for the ledger. */
  public String whyDropped(Sample sample) {
    return "does not hold: " + text + "; scores " + asked(sample);
  }

  /** Why nothing is known of a sample, for the ledger. */
  public String whyUndecided(Sample sample) {
    return "undecided, because votes stopped early: " + text + "; scores " + asked(sample);
  }

  /** Which of its names nothing has where samples have these scores; or an empty string. */
  public String unknown(Set<String> there) {
    Set<String> unknown = new TreeSet<>(scores);
    unknown.removeAll(there);
    if (unknown.isEmpty()) {
      return "";
    }
    List<String> columns = new ArrayList<>();
    for (SampleColumn column : SampleColumn.values()) {
      columns.add(column.word());
    }
    return "No sample has a score or column "
        + String.join(", ", unknown)
        + ". Scores: "
        + (there.isEmpty() ? "none" : String.join(", ", new TreeSet<>(there)))
        + ". Columns: "
        + String.join(", ", columns)
        + ".";
  }

  /** Scores that are compared with a number, in the order of the text. */
  List<Threshold> thresholds() {
    return thresholds;
  }

  /** What becomes of a sample. */
  public enum Verdict {
    KEEP,
    DROP,
    /** Bounds of a score reach to both sides of a threshold. */
    UNDECIDED
  }

  /** What becomes of a sample, by its own columns and scores. */
  public Verdict verdict(Sample sample) {
    return switch (of(sample, Choice.values(sample.scores()))) {
      case TRUE -> Verdict.KEEP;
      case FALSE, MISSING -> Verdict.DROP;
      case UNDECIDED -> Verdict.UNDECIDED;
    };
  }

  /** Whether the condition holds for a sample. */
  Truth of(Sample sample, Map<String, Value> scoresOfSample) {
    Value value =
        node.of(
            new Row() {
              @Override
              public Value column(SampleColumn column) {
                return column.of(sample);
              }

              @Override
              public Value score(String name) {
                return scoresOfSample.getOrDefault(name, Truth.MISSING);
              }
            });
    return (Truth) value;
  }

  @Override
  public String toString() {
    return text;
  }
}
