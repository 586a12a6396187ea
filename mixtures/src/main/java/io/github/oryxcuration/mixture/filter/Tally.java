package io.github.oryxcuration.mixture.filter;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a choice keeps and drops of some samples.
 *
 * @param missing of the dropped ones: a column of the condition has no value
 * @param undecided of the dropped ones: bounds of a score reach to both sides of a threshold
 */
public record Tally(
    long kept, long dropped, long missing, long undecided, long keptTokens, long droppedTokens) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  static Tally of(Value.Truth truth, long tokens) {
    boolean keep = truth == Value.Truth.TRUE;
    return new Tally(
        keep ? 1 : 0,
        keep ? 0 : 1,
        truth == Value.Truth.MISSING ? 1 : 0,
        truth == Value.Truth.UNDECIDED ? 1 : 0,
        keep ? tokens : 0,
        keep ? 0 : tokens);
  }

  Tally plus(Tally more) {
    return new Tally(
        kept + more.kept,
        dropped + more.dropped,
        missing + more.missing,
        undecided + more.undecided,
        keptTokens + more.keptTokens,
        droppedTokens + more.droppedTokens);
  }

  /** Adds two tables by name. */
  static Map<String, Tally> plus(Map<String, Tally> a, Map<String, Tally> b) {
    Map<String, Tally> sum = new TreeMap<>(a);
    b.forEach((name, tally) -> sum.merge(name, tally, Tally::plus));
    return sum;
  }
}
