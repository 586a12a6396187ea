package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins what was followed forwards and backwards: an id of one direction and one of the other are
 * the same object if they lie on each other in several frames. So an object that comes late is
 * known early as well, and one that was lost on one way may be held together by the other. Ids that
 * are seen together in the same direction, but for a few frames, are never joined.
 */
final class TwoWays {
  private static final double SAME = 0.5;
  private static final int LEAST_FRAMES = 2;

  /** While a thing hides, its old id may go astray for some frames beside its new one. */
  private static final double TOGETHER = 0.2;

  private final int frames;
  private final Tracks forwards;
  private final Tracks backwards;
  private final Map<Integer, Set<Integer>> framesOf = new HashMap<>();
  private final Map<Integer, Integer> groupOf = new HashMap<>();
  private final Map<Integer, Set<Integer>> members = new HashMap<>();

  /** Backward ids are negative in here. */
  private TwoWays(Tracks forwards, Tracks backwards) {
    this.frames = forwards.count();
    this.forwards = forwards;
    this.backwards = backwards;
  }

  static Tracks joined(Tracks forwards, Tracks backwards) {
    TwoWays ways = new TwoWays(forwards, backwards);
    ways.join(ways.votes());
    return ways.painted();
  }

  /** In how many frames two ids lie on each other. */
  private Map<List<Integer>, Integer> votes() {
    Map<List<Integer>, Integer> votes =
        new TreeMap<>(
            (a, b) ->
                a.get(0).equals(b.get(0))
                    ? a.get(1).compareTo(b.get(1))
                    : a.get(0).compareTo(b.get(0)));
    for (int i = 0; i < frames; i++) {
      LabelMap f = forwards.map(i);
      LabelMap b = backwards.map(frames - 1 - i);
      Map<Integer, Integer> fAreas = f.areas();
      Map<Integer, Integer> bAreas = b.areas();
      int frame = i;
      fAreas.keySet().forEach(id -> framesOf.computeIfAbsent(id, k -> new HashSet<>()).add(frame));
      bAreas.keySet().forEach(id -> framesOf.computeIfAbsent(-id, k -> new HashSet<>()).add(frame));
      Map<Long, Integer> common = new HashMap<>();
      for (int p = 0; p < f.ids().length; ) {
        int end = runEnd(f.ids(), b.ids(), p);
        if (f.ids()[p] != 0 && b.ids()[p] != 0) {
          long pair = (long) (f.ids()[p] & 0xffff) << 16 | (b.ids()[p] & 0xffff);
          common.merge(pair, end - p, Integer::sum);
        }
        p = end;
      }
      common.forEach(
          (pair, both) -> {
            int fid = (int) (pair >> 16);
            int bid = (int) (pair & 0xffff);
            int either = fAreas.getOrDefault(fid, 0) + bAreas.getOrDefault(bid, 0) - both;
            if (both >= SAME * either) {
              votes.merge(List.of(fid, bid), 1, Integer::sum);
            }
          });
    }
    return votes;
  }

  private void join(Map<List<Integer>, Integer> votes) {
    for (int id : framesOf.keySet()) {
      groupOf.put(id, id);
      members.put(id, new HashSet<>(Set.of(id)));
    }
    List<Map.Entry<List<Integer>, Integer>> order = new ArrayList<>(votes.entrySet());
    order.sort((a, b) -> b.getValue() - a.getValue()); // stable: of equals the lower ids first
    for (Map.Entry<List<Integer>, Integer> vote : order) {
      int f = groupOf.getOrDefault(vote.getKey().get(0), 0);
      int b = groupOf.getOrDefault(-vote.getKey().get(1), 0);
      if (vote.getValue() >= LEAST_FRAMES && f != b && mayJoin(f, b)) {
        Set<Integer> moved = java.util.Objects.requireNonNull(members.remove(b));
        moved.forEach(id -> groupOf.put(id, f));
        java.util.Objects.requireNonNull(members.get(f)).addAll(moved);
      }
    }
  }

  private boolean mayJoin(int a, int b) {
    for (int x : members.getOrDefault(a, Set.of())) {
      for (int y : members.getOrDefault(b, Set.of())) {
        if (x > 0 == y > 0) {
          Set<Integer> ofX = framesOf.getOrDefault(x, Set.of());
          Set<Integer> ofY = framesOf.getOrDefault(y, Set.of());
          Set<Integer> common = new HashSet<>(ofX);
          common.retainAll(ofY);
          int shorter = Math.min(ofX.size(), ofY.size());
          if (common.size() > TOGETHER * shorter) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Of each object in each frame the way that is surer of it; ids by first sight. */
  private Tracks painted() {
    LabelMap head = forwards.map(0);
    Tracks tracks = new Tracks(forwards.tracker(), head.width(), head.height());
    Map<Integer, Integer> names = new HashMap<>();
    for (int i = 0; i < frames; i++) {
      LabelMap f = forwards.map(i);
      LabelMap b = backwards.map(frames - 1 - i);
      Map<Integer, Double> sureForwards = new HashMap<>();
      Map<Integer, Double> sureBackwards = new HashMap<>();
      for (int id : f.areas().keySet()) {
        sureForwards.merge(group(id), forwards.confidence(i, id), Math::max);
      }
      for (int id : b.areas().keySet()) {
        sureBackwards.merge(group(-id), backwards.confidence(frames - 1 - i, id), Math::max);
      }
      short[] ids = new short[f.ids().length];
      SortedMap<Integer, Double> confidence = new TreeMap<>();
      for (int p = 0; p < ids.length; ) {
        int end = runEnd(f.ids(), b.ids(), p);
        int fg = f.ids()[p] == 0 ? 0 : group(f.ids()[p] & 0xffff);
        int bg = b.ids()[p] == 0 ? 0 : group(-(b.ids()[p] & 0xffff));
        double fs = fg == 0 ? 0 : sureForwards.getOrDefault(fg, 0.0);
        double bs = bg == 0 ? 0 : sureBackwards.getOrDefault(bg, 0.0);
        // A way paints an object only where the other is not surer of it.
        fs = fs >= sureBackwards.getOrDefault(fg, 0.0) ? fs : 0;
        bs = bs > sureForwards.getOrDefault(bg, 0.0) ? bs : 0;
        if (fs > 0 || bs > 0) {
          int group = fs >= bs ? fg : bg;
          Integer name = names.computeIfAbsent(group, k -> names.size() + 1);
          Arrays.fill(ids, p, end, (short) (int) name);
          confidence.merge(name, Math.max(fs, bs), Math::max);
        }
        p = end;
      }
      tracks.add(new LabelMap(head.width(), head.height(), ids), confidence);
    }
    return tracks;
  }

  /** Where the run ends over which neither way's id changes. */
  private static int runEnd(short[] forwards, short[] backwards, int from) {
    int to = from + 1;
    while (to < forwards.length
        && forwards[to] == forwards[from]
        && backwards[to] == backwards[from]) {
      to++;
    }
    return to;
  }

  private int group(int id) {
    return groupOf.getOrDefault(id, id);
  }
}
