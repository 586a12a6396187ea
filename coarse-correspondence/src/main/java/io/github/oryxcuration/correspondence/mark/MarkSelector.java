package io.github.oryxcuration.correspondence.mark;

import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Chooses which objects get a mark: those seen in most of the kept views, of equals the larger by
 * area over all of them, of equals the lower id (Coarse Correspondences, section 3). The question
 * takes no part in it.
 */
public final class MarkSelector {
  private MarkSelector() {}

  /**
   * Ids in the order in which they are chosen.
   *
   * @param maps of the kept views alone
   * @param most how many ids
   * @param leastArea pixels of a map that an object must have in a view to count as seen there
   * @param allowed which ids may be chosen
   */
  public static List<Integer> select(
      List<LabelMap> maps, int most, int leastArea, IntPredicate allowed) {
    Map<Integer, long[]> seen = new TreeMap<>();
    for (LabelMap map : maps) {
      map.areas()
          .forEach(
              (id, area) -> {
                if (area >= leastArea && allowed.test(id)) {
                  long[] counts = seen.computeIfAbsent(id, k -> new long[2]);
                  counts[0]++;
                  counts[1] += area;
                }
              });
    }
    List<Map.Entry<Integer, long[]>> order = new ArrayList<>(seen.entrySet());
    order.sort(
        Comparator.comparingLong((Map.Entry<Integer, long[]> e) -> -e.getValue()[0])
            .thenComparingLong(e -> -e.getValue()[1])
            .thenComparingInt(Map.Entry::getKey));
    return order.stream().limit(most).map(Map.Entry::getKey).toList();
  }
}
