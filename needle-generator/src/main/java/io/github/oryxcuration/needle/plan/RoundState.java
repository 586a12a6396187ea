package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.needle.choose.EvenAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where captioning stands before a round: what each film offers, and what was tried.
 *
 * @param supplies in the order of the films
 * @param tried by all rounds before
 */
record RoundState(List<Step.Supply> supplies, List<Step.Tried> tried) {
  RoundState {
    supplies = List.copyOf(supplies);
    tried = List.copyOf(tried);
  }

  RoundState after(List<Step.Tried> more) {
    List<Step.Tried> all = new ArrayList<>(tried);
    all.addAll(more);
    return new RoundState(supplies, all);
  }

  /** A needle to caption. */
  record Pick(int film, int offer) {}

  /** Needles whose answer another gave before; the order of the films and offers decides. */
  Set<Pick> repeated() {
    List<Step.Tried> ordered = new ArrayList<>(tried);
    ordered.sort(
        Comparator.comparing(Step.Tried::answer)
            .thenComparingInt(Step.Tried::film)
            .thenComparingInt(Step.Tried::offer));
    Set<Pick> repeated = new HashSet<>();
    String last = "";
    for (Step.Tried one : ordered) {
      if (one.captioned() && one.answer().equals(last)) {
        repeated.add(new Pick(one.film(), one.offer()));
      }
      last = one.answer();
    }
    return repeated;
  }

  /** Needles that were captioned and say something that no other says. */
  List<Pick> usable() {
    Set<Pick> repeated = repeated();
    return tried.stream()
        .filter(Step.Tried::captioned)
        .map(one -> new Pick(one.film(), one.offer()))
        .filter(pick -> !repeated.contains(pick))
        .sorted(Comparator.comparingInt(Pick::film).thenComparingInt(Pick::offer))
        .toList();
  }

  /** The needles of the next round: as many of each cell as evenness and limits allow. */
  List<Pick> next(NeedleOptions options) {
    CellsInUse use = CellsInUse.of(supplies, FilmStage.cellsOfALength(options));
    int cells = use.count();
    int films = supplies.size();
    int[][] supply = new int[films][cells];
    int[] perFilm = new int[films];
    int[] present = new int[cells];
    Arrays.fill(perFilm, options.perFilm());
    Set<Pick> gone = new HashSet<>();
    tried.forEach(one -> gone.add(new Pick(one.film(), one.offer())));
    for (Pick pick : usable()) {
      perFilm[pick.film]--;
      present[use.at(cellOf(pick))]++;
    }
    for (int f = 0; f < films; f++) {
      Step.Supply film = supplies.get(f);
      for (int offer = 0; offer < film.cells().size(); offer++) {
        if (!gone.contains(new Pick(film.number(), offer))) {
          supply[f][use.at(film.cells().get(offer))]++;
        }
      }
    }
    int[][] taken =
        options.even()
            ? EvenAllocation.even(supply, perFilm, options.count(), present)
            : firstCome(supply, perFilm, options.count() - Arrays.stream(present).sum());
    List<Pick> picks = new ArrayList<>();
    for (int f = 0; f < films; f++) {
      Step.Supply film = supplies.get(f);
      for (int offer = 0; offer < film.cells().size(); offer++) {
        Pick pick = new Pick(film.number(), offer);
        int cell = use.at(film.cells().get(offer));
        if (taken[f][cell] > 0 && !gone.contains(pick)) {
          taken[f][cell]--;
          picks.add(pick);
        }
      }
    }
    return picks;
  }

  /** Without evenness: cell by cell in turn, film by film. */
  private static int[][] firstCome(int[][] supply, int[] perFilm, int total) {
    int[][] taken = new int[supply.length][supply.length == 0 ? 0 : supply[0].length];
    int left = total;
    boolean more = true;
    while (more && left > 0) {
      more = false;
      for (int f = 0; f < supply.length && left > 0; f++) {
        for (int c = 0; c < taken[f].length && left > 0; c++) {
          if (perFilm[f] > 0 && taken[f][c] < supply[f][c]) {
            taken[f][c]++;
            perFilm[f]--;
            left--;
            more = true;
          }
        }
      }
    }
    return taken;
  }

  /** Films are numbered in their order. */
  int cellOf(Pick pick) {
    return supplies.get(pick.film).cells().get(pick.offer);
  }

  /** Of the usable needles, as many as keep the cells even; the rest is surplus. */
  Set<Pick> settled(NeedleOptions options) {
    List<Pick> usable = usable();
    if (!options.even()) {
      return new HashSet<>(usable);
    }
    CellsInUse use = CellsInUse.of(supplies, FilmStage.cellsOfALength(options));
    int[][] supply = new int[supplies.size()][use.count()];
    int[] perFilm = new int[supplies.size()];
    Arrays.fill(perFilm, options.perFilm());
    usable.forEach(pick -> supply[pick.film][use.at(cellOf(pick))]++);
    int[][] taken = EvenAllocation.even(supply, perFilm, options.count());
    Set<Pick> settled = new HashSet<>();
    for (Pick pick : usable) {
      int cell = use.at(cellOf(pick));
      if (taken[pick.film][cell] > 0) {
        taken[pick.film][cell]--;
        settled.add(pick);
      }
    }
    return settled;
  }
}
