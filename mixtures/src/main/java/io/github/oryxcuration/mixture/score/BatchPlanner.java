package io.github.oryxcuration.mixture.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into batches by their tokens, in one pass and in the order of the rows: a row goes into
 * the fullest open batch that has room for it; where none has, the fullest is closed. The batches
 * depend on the rows and the budget alone. Few batches are open at a time, so the rows of one stand
 * near each other in their shard.
 */
public final class BatchPlanner {
  private static final int OPEN = 16;

  private BatchPlanner() {}

  /**
   * Rows that are run together.
   *
   * @param rows 0-based, ascending
   * @param tokens of all of them
   */
  public record Batch(List<Integer> rows, long tokens) {
    public Batch {
      rows = List.copyOf(rows);
    }
  }

  private static final class Open {
    private final List<Integer> rows = new ArrayList<>();
    private long tokens;

    Batch closed() {
      return new Batch(rows, tokens);
    }
  }

  /**
   * The batches, in the order of their first rows. A row above the budget is alone in its batch.
   *
   * @param tokens of each row, prompt and answers
   * @param budget that a batch may not pass
   */
  public static List<Batch> plan(List<Long> tokens, long budget) {
    if (budget < 1) {
      throw new IllegalArgumentException("budget must be at least 1, but was " + budget);
    }
    List<Batch> batches = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    for (int row = 0; row < tokens.size(); row++) {
      Open place = fullestWithRoom(open, budget - tokens.get(row));
      if (place == null) {
        if (open.size() == OPEN) {
          Open fullest = open.stream().max(Comparator.comparingLong(o -> o.tokens)).orElseThrow();
          open.remove(fullest);
          batches.add(fullest.closed());
        }
        place = new Open();
        open.add(place);
      }
      place.rows.add(row);
      place.tokens += tokens.get(row);
    }
    mergeRest(open, budget);
    open.forEach(left -> batches.add(left.closed()));
    batches.sort(Comparator.comparing(batch -> batch.rows().get(0)));
    return batches;
  }

  /** The fullest batch with at most so many tokens, the first opened of several; or null. */
  private static @Nullable Open fullestWithRoom(List<Open> open, long most) {
    Open best = null;
    for (Open candidate : open) {
      if (candidate.tokens <= most && (best == null || candidate.tokens > best.tokens)) {
        best = candidate;
      }
    }
    return best;
  }

  /** At the end of the rows, puts open batches together where they fit. */
  private static void mergeRest(List<Open> open, long budget) {
    open.sort(Comparator.comparingLong((Open o) -> -o.tokens));
    for (int i = 0; i < open.size(); i++) {
      Open into = open.get(i);
      for (int j = i + 1; j < open.size(); ) {
        Open from = open.get(j);
        if (into.tokens + from.tokens <= budget) {
          into.rows.addAll(from.rows);
          into.rows.sort(null);
          into.tokens += from.tokens;
          open.remove(j);
        } else {
          j++;
        }
      }
    }
  }
}
