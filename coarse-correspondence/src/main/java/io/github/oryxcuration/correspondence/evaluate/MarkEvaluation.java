package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.correspondence.track.Assignment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the marks of scenes; ids of different scenes have nothing to do with each other. */
public final class MarkEvaluation {
  /**
   * A mark as it was drawn, and what is there in truth.
   *
   * @param instance at the mark's pixel, 0 for none
   */
  public record Drawn(int id, int view, int instance) {}

  private int marks;
  private int right;
  private int pairs;
  private int pairsRight;
  private int hits;
  private int commonest;
  private int instances;
  private int idsOfInstances;
  private double coverage;
  private int coveredIds;
  private int cross;
  private int twice;

  /**
   * Adds a scene.
   *
   * @param visible for each view the area of each instance that counts as seen there
   */
  public void add(List<Drawn> drawn, List<Map<Integer, Integer>> visible) {
    SortedMap<Integer, SortedMap<Integer, Integer>> table = new TreeMap<>();
    Map<Integer, Set<Integer>> viewsOf = new HashMap<>();
    Set<List<Integer>> seen = new HashSet<>();
    Map<Integer, Set<Integer>> idsOn = new HashMap<>();
    for (Drawn mark : drawn) {
      table.computeIfAbsent(mark.id(), k -> new TreeMap<>());
      viewsOf.computeIfAbsent(mark.id(), k -> new HashSet<>()).add(mark.view());
      twice += seen.add(List.of(mark.id(), mark.view())) ? 0 : 1;
      if (mark.instance() != 0) {
        table.get(mark.id()).merge(mark.instance(), 1, Integer::sum);
        idsOn.computeIfAbsent(mark.instance(), k -> new HashSet<>()).add(mark.id());
        hits++;
      }
    }
    Map<Integer, Integer> assigned = assign(table);
    Set<List<Integer>> markedRight = new HashSet<>();
    for (Drawn mark : drawn) {
      marks++;
      cross += viewsOf.getOrDefault(mark.id(), Set.of()).size() >= 2 ? 1 : 0;
      if (mark.instance() != 0 && mark.instance() == assigned.getOrDefault(mark.id(), -1)) {
        right++;
        markedRight.add(List.of(mark.instance(), mark.view()));
      }
    }
    for (SortedMap<Integer, Integer> row : table.values()) {
      commonest += row.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    instances += idsOn.size();
    idsOfInstances += idsOn.values().stream().mapToInt(Set::size).sum();
    for (int view = 0; view < visible.size(); view++) {
      for (int instance : visible.get(view).keySet()) {
        pairs++;
        pairsRight += markedRight.contains(List.of(instance, view)) ? 1 : 0;
      }
    }
    cover(viewsOf, assigned, visible);
  }

  private void cover(
      Map<Integer, Set<Integer>> viewsOf,
      Map<Integer, Integer> assigned,
      List<Map<Integer, Integer>> visible) {
    for (Map.Entry<Integer, Set<Integer>> id : new TreeMap<>(viewsOf).entrySet()) {
      int instance = assigned.getOrDefault(id.getKey(), -1);
      Set<Integer> in = new HashSet<>();
      for (int view = 0; view < visible.size(); view++) {
        if (visible.get(view).containsKey(instance)) {
          in.add(view);
        }
      }
      if (!in.isEmpty()) {
        coveredIds++;
        coverage += (double) in.stream().filter(id.getValue()::contains).count() / in.size();
      }
    }
  }

  /** One instance for each id, by the most hits over all. */
  private static Map<Integer, Integer> assign(
      SortedMap<Integer, SortedMap<Integer, Integer>> table) {
    List<Integer> ids = List.copyOf(table.keySet());
    List<SortedMap<Integer, Integer>> rows = List.copyOf(table.values());
    List<Integer> columns =
        table.values().stream().flatMap(row -> row.keySet().stream()).distinct().sorted().toList();
    double[][] values = new double[ids.size()][columns.size()];
    for (int r = 0; r < ids.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        values[r][c] = rows.get(r).getOrDefault(columns.get(c), 0);
      }
    }
    int[] match = Assignment.greatest(values);
    Map<Integer, Integer> assigned = new HashMap<>();
    for (int r = 0; r < match.length; r++) {
      if (match[r] >= 0) {
        assigned.put(ids.get(r), columns.get(match[r]));
      }
    }
    return assigned;
  }

  /** What was added so far. */
  public MarkScores scores() {
    return new MarkScores(
        marks,
        share(right, marks),
        share(pairsRight, pairs),
        share(commonest, hits),
        share(idsOfInstances, instances),
        coveredIds == 0 ? 1 : coverage / coveredIds,
        share(cross, marks),
        twice);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
