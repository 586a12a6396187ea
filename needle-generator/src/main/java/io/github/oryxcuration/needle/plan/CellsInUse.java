package io.github.oryxcuration.needle.plan;

import java.util.List;
import java.util.TreeSet;

/**
 * The cells of those lengths that some film has: a length that no film reaches would hold all
 * others to nothing.
 *
 * @param lengths in use, ascending
 * @param each cells of one length
 */
record CellsInUse(List<Integer> lengths, int each) {
  static CellsInUse of(List<Step.Supply> supplies, int each) {
    TreeSet<Integer> lengths = new TreeSet<>();
    supplies.forEach(film -> film.cells().forEach(cell -> lengths.add(cell / each)));
    return new CellsInUse(List.copyOf(lengths), each);
  }

  int count() {
    return lengths.size() * each;
  }

  /** The place of a cell among those in use. */
  int at(int cell) {
    return lengths.indexOf(cell / each) * each + cell % each;
  }
}
