package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.correspondence.track.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
  private int sights;
  private int matched;
  private double association;

  /**
   * Adds a scene.
   *
   * @param visible for each view the area of each instance that counts as seen there
   * @return for each mark whether it lies on the instance that is assigned to its id
   */
  public List<Boolean> add(List<Drawn> drawn, List<Map<Integer, Integer>> visible) {
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
    List<Boolean> verdicts = new ArrayList<>();
    for (Drawn mark : drawn) {
      marks++;
      cross += viewsOf.getOrDefault(mark.id(), Set.of()).size() >= 2 ? 1 : 0;
      boolean isRight =
          mark.instance() != 0 && mark.instance() == assigned.getOrDefault(mark.id(), -1);
      verdicts.add(isRight);
      if (isRight) {
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
    associate(drawn, visible);
    return verdicts;
  }

  /**
   * What HOTA counts. A mark and an instance overlap wholly or not at all, so that all its
   * thresholds give the same. Of several ids on one instance in a view the one counts that goes
   * best with it over all views.
   */
  private void associate(List<Drawn> drawn, List<Map<Integer, Integer>> visible) {
    Map<Integer, Integer> sightsOf = new HashMap<>();
    Map<Integer, Integer> marksOf = new HashMap<>();
    Map<List<Integer>, Double> together = new HashMap<>();
    SortedMap<Long, SortedSet<Integer>> idsAt = new TreeMap<>();
    Set<List<Integer>> seen = new HashSet<>();
    for (int view = 0; view < visible.size(); view++) {
      for (int instance : visible.get(view).keySet()) {
        idsAt.put((long) view << 32 | instance, new TreeSet<>());
      }
    }
    for (Drawn mark : drawn) {
      if (seen.add(List.of(mark.id(), mark.view()))) {
        marksOf.merge(mark.id(), 1, Integer::sum);
        if (mark.instance() != 0) {
          idsAt
              .computeIfAbsent((long) mark.view() << 32 | mark.instance(), k -> new TreeSet<>())
              .add(mark.id());
        }
      }
    }
    idsAt.keySet().forEach(at -> sightsOf.merge((int) (long) at, 1, Integer::sum));
    idsAt.forEach(
        (at, ids) ->
            ids.forEach(
                id -> together.merge(List.of(id, (int) (long) at), 1.0 / ids.size(), Double::sum)));
    sights += idsAt.size();
    SortedMap<Integer, SortedMap<Integer, Integer>> pairs = new TreeMap<>();
    idsAt.forEach(
        (at, ids) -> {
          int instance = (int) (long) at;
          ids.stream()
              .max(
                  Comparator.comparingDouble(
                          (Integer id) ->
                              jaccard(
                                  together.getOrDefault(List.of(id, instance), 0.0),
                                  marksOf.getOrDefault(id, 0),
                                  sightsOf.getOrDefault(instance, 0)))
                      .thenComparing(Comparator.reverseOrder()))
              .ifPresent(
                  id ->
                      pairs
                          .computeIfAbsent(id, k -> new TreeMap<>())
                          .merge(instance, 1, Integer::sum));
        });
    pairs.forEach(
        (id, row) ->
            row.forEach(
                (instance, count) -> {
                  matched += count;
                  association +=
                      count
                          * jaccard(
                              count,
                              marksOf.getOrDefault(id, 0),
                              sightsOf.getOrDefault(instance, 0));
                }));
  }

  private static double jaccard(double both, int one, int other) {
    return both / (one + other - both);
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
        twice,
        share(2 * right, marks + sights),
        Math.sqrt(share(matched, marks + sights - matched) * association()));
  }

  private double association() {
    return matched == 0 ? (marks == 0 ? 1 : 0) : association / matched;
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
