package io.github.oryxcuration.correspondence.ask;

import io.github.oryxcuration.core.sample.Mark;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one view.
 *
 * @param marks by number
 * @param metres from the camera to what a mark stands on, by number; absent where not measured
 * @param seen pixels of every marked object in this view, marked here or not, by number
 * @param width of the view in the pixels of its marks
 */
public record MarkedView(
    SortedMap<Integer, Mark> marks,
    Map<Integer, Double> metres,
    Map<Integer, Integer> seen,
    int width) {
  public MarkedView {
    marks = new TreeMap<>(marks);
    metres = Map.copyOf(metres);
    seen = Map.copyOf(seen);
  }

  /** Where a mark that is in this view stands, from the left. */
  double x(int number) {
    return java.util.Objects.requireNonNull(marks.get(number)).x();
  }
}
