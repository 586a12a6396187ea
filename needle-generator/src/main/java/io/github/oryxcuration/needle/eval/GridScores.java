package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.needle.grid.GridCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scores of an evaluation, as {@code scores.json} holds them.
 *
 * @param answerer that saw the frames
 * @param blind that did not; empty where there is none
 * @param all questions together
 * @param blindAll the same questions, asked blind
 * @param unanswered questions without an answer, counted as wrong
 * @param cells by length, then depth
 * @param byFrames all depths together
 * @param byDepth all lengths together
 */
public record GridScores(
    String answerer,
    String blind,
    Share all,
    Share blindAll,
    int unanswered,
    List<Cell> cells,
    SortedMap<Integer, Share> byFrames,
    SortedMap<Double, Share> byDepth) {
  public GridScores {
    cells = List.copyOf(cells);
  }

  /** One cell of the grid. */
  public record Cell(int frames, double depth, Share seen, Share blind, double low, double high) {}

  /** Counts answers as they come. */
  static final class Counter {
    private static final Share NONE = new Share(0, 0);

    private final SortedMap<Integer, SortedMap<Double, Share>> seen = new TreeMap<>();
    private final SortedMap<Integer, SortedMap<Double, Share>> blind = new TreeMap<>();
    private int unanswered;

    void seen(GridCell cell, boolean isRight) {
      add(seen, cell, isRight);
    }

    void blind(GridCell cell, boolean isRight) {
      add(blind, cell, isRight);
    }

    void unanswered() {
      unanswered++;
    }

    private static void add(
        SortedMap<Integer, SortedMap<Double, Share>> to, GridCell cell, boolean isRight) {
      to.computeIfAbsent(cell.frames(), frames -> new TreeMap<>())
          .merge(cell.depth(), NONE.and(isRight), (old, one) -> old.and(isRight));
    }

    GridScores scores(String answerer, String blindName) {
      List<Cell> cells = new ArrayList<>();
      SortedMap<Integer, Share> byFrames = new TreeMap<>();
      SortedMap<Double, Share> byDepth = new TreeMap<>();
      Share all = NONE;
      Share blindAll = NONE;
      for (var row : seen.entrySet()) {
        for (var entry : row.getValue().entrySet()) {
          Share share = entry.getValue();
          Share unseeing =
              blind.getOrDefault(row.getKey(), new TreeMap<>()).getOrDefault(entry.getKey(), NONE);
          cells.add(
              new Cell(row.getKey(), entry.getKey(), share, unseeing, share.low(), share.high()));
          byFrames.merge(row.getKey(), share, Counter::sum);
          byDepth.merge(entry.getKey(), share, Counter::sum);
          all = sum(all, share);
          blindAll = sum(blindAll, unseeing);
        }
      }
      return new GridScores(
          answerer, blindName, all, blindAll, unanswered, cells, byFrames, byDepth);
    }

    private static Share sum(Share a, Share b) {
      return new Share(a.right() + b.right(), a.asked() + b.asked());
    }
  }
}
