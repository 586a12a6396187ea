package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the ids of any tracker by where in the world their pixels lie. An id that is in two
 * places is split; ids that lie in the same place are one object, unless they are seen beside each
 * other. What nothing was measured of keeps its id.
 */
final class IdVerifier {
  /** Sights of an id this far apart, in metres, that share nothing are of different objects. */
  private static final double APART = 0.5;

  private static final double SAME_SURFACE = 0.15;

  /** Less joins a thing with what it stands on. */
  private static final double SAME_PLACE = 0.35;

  private static final int LEAST_VOXELS = 4;
  private static final double TOGETHER = 0.2;

  /** Sights that are of one object. */
  private static final class Group {
    private final Map<Integer, Integer> sightsOf = new TreeMap<>();
    private final BitSet frames = new BitSet();
    private Voxels voxels;
    private Sight last;

    Group(Sight first) {
      voxels = first.voxels();
      last = first;
      frames.set(first.frame());
      sightsOf.put(first.id(), 1);
    }

    void add(Sight sight) {
      voxels = voxels.with(sight.voxels());
      last = sight;
      frames.set(sight.frame());
      sightsOf.merge(sight.id(), 1, Integer::sum);
    }

    void add(Group other) {
      voxels = voxels.with(other.voxels);
      frames.or(other.frames);
      other.sightsOf.forEach((id, count) -> sightsOf.merge(id, count, Integer::sum));
    }

    boolean isBeside(Group other) {
      BitSet both = (BitSet) frames.clone();
      both.and(other.frames);
      int shorter = Math.min(frames.cardinality(), other.frames.cardinality());
      return both.cardinality() > TOGETHER * shorter;
    }
  }

  private final Tracks tracks;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Integer, List<Group>> groupsOf = new HashMap<>();
  private final Map<Long, Group> ofSight = new HashMap<>();
  private final Map<Group, Group> joined = new HashMap<>();

  private IdVerifier(Tracks tracks) {
    this.tracks = tracks;
  }

  /** The same pixels under corrected ids. */
  static Tracks verified(Tracks tracks, FrameSequence frames, String name) throws IOException {
    IdVerifier verifier = new IdVerifier(tracks);
    for (int i = 0; i < tracks.count(); i++) {
      View view = frames.view(i);
      if (view != null && view.depth() != null) {
        Sight.of(i, tracks.map(i), view).values().forEach(verifier::place);
      }
    }
    verifier.join();
    return verifier.renamed(name, frames);
  }

  private static long key(int frame, int id) {
    return (long) frame << 16 | id;
  }

  /** Puts a sight to the group of its id that it lies on, or near; or begins one. */
  private void place(Sight sight) {
    List<Group> own = groupsOf.computeIfAbsent(sight.id(), k -> new ArrayList<>());
    Group best = null;
    double most = SAME_SURFACE;
    for (Group group : own) {
      double overlap = group.voxels.overlap(sight.voxels());
      if (overlap >= most) {
        most = overlap;
        best = group;
      }
    }
    double nearest = APART;
    for (Group group : best == null ? own : List.<Group>of()) {
      if (group.last.distance(sight) <= nearest) {
        nearest = group.last.distance(sight);
        best = group;
      }
    }
    if (best == null) {
      best = new Group(sight);
      own.add(best);
      groups.add(best);
    } else {
      best.add(sight);
    }
    ofSight.put(key(sight.frame(), sight.id()), best);
  }

  /** Joins the two groups that share most until none share enough. */
  private void join() {
    Map<Long, Set<Group>> at = new HashMap<>();
    for (Group group : groups) {
      for (long voxel : group.voxels.keys()) {
        at.computeIfAbsent(voxel, k -> new HashSet<>()).add(group);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < groups.size(); a++) {
      pairs.addAll(pairs(groups.get(a), a, at));
    }
    while (true) {
      Pair best = null;
      for (Pair pair : pairs) {
        best = best == null || pair.share > best.share ? pair : best;
      }
      if (best == null) {
        return;
      }
      Group kept = best.a;
      Group gone = best.b;
      kept.add(gone);
      joined.put(gone, kept);
      pairs.removeIf(pair -> pair.has(kept) || pair.has(gone));
      for (long voxel : gone.voxels.keys()) {
        Set<Group> here = at.computeIfAbsent(voxel, k -> new HashSet<>());
        here.remove(gone);
        here.add(kept);
      }
      pairs.addAll(pairs(kept, -1, at));
    }
  }

  /**
   * Groups that may be joined.
   *
   * @param share what they share, of the larger one: a thing is to be joined with its like before
   *     it is joined with what it stands on, which then is seen beside it
   */
  private record Pair(Group a, Group b, double share) {
    boolean has(Group group) {
      return a == group || b == group;
    }
  }

  /** Pairs of a group with those that follow a place in the list. */
  private List<Pair> pairs(Group group, int after, Map<Long, Set<Group>> at) {
    Map<Group, Integer> common = new HashMap<>();
    for (long voxel : group.voxels.keys()) {
      Set<Group> here = new HashSet<>();
      for (long near : Voxels.around(voxel)) {
        here.addAll(at.getOrDefault(near, Set.of()));
      }
      here.forEach(other -> common.merge(other, 1, Integer::sum));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = after + 1; i < groups.size(); i++) {
      Group other = groups.get(i);
      Integer both = common.get(other);
      if (both == null || other == group || joined.containsKey(other)) {
        continue;
      }
      int smaller = Math.min(group.voxels.count(), other.voxels.count());
      int larger = Math.max(group.voxels.count(), other.voxels.count());
      if (smaller >= LEAST_VOXELS && both > SAME_PLACE * smaller && !group.isBeside(other)) {
        pairs.add(new Pair(group, other, (double) both / larger));
      }
    }
    return pairs;
  }

  private Group root(Group group) {
    Group at = group;
    for (Group up = joined.get(at); up != null; up = joined.get(at)) {
      at = up;
    }
    return at;
  }

  /** A group has the id that most of its sights had, unless a larger group has it. */
  private Map<Group, Integer> names() {
    List<Group> order = new ArrayList<>(groups);
    order.removeIf(joined::containsKey);
    order.sort((a, b) -> b.frames.cardinality() - a.frames.cardinality());
    Set<Integer> taken = new HashSet<>();
    Map<Group, Integer> names = new HashMap<>();
    List<Group> nameless = new ArrayList<>();
    for (Group group : order) {
      int id =
          group.sightsOf.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElseThrow();
      if (taken.add(id)) {
        names.put(group, id);
      } else {
        nameless.add(group);
      }
    }
    for (int i = 0; i < tracks.count(); i++) {
      taken.addAll(tracks.map(i).areas().keySet()); // what is in no group keeps its id
    }
    int next = 1;
    for (Group group : nameless) {
      while (taken.contains(next)) {
        next++;
      }
      names.put(group, next <= 0xffff ? next++ : 0);
    }
    return names;
  }

  private Tracks renamed(String name, FrameSequence frames) {
    Map<Group, Integer> names = names();
    Tracks renamed = new Tracks(name, frames.width(), frames.height());
    for (int i = 0; i < tracks.count(); i++) {
      LabelMap map = tracks.map(i);
      SortedMap<Integer, Double> confidence = new TreeMap<>();
      short[] to = new short[1 << 16];
      for (int id : map.areas().keySet()) {
        Group group = group(i, id);
        int now = group == null ? id : names.getOrDefault(root(group), id);
        to[id] = (short) now;
        confidence.merge(now, tracks.confidence(i, id), Math::max);
        if (!tracks.label(id).isEmpty()) {
          renamed.label(now, tracks.label(id));
        }
      }
      short[] ids = map.ids();
      for (int p = 0; p < ids.length; p++) {
        ids[p] = to[ids[p] & 0xffff];
      }
      renamed.add(map, confidence);
    }
    return renamed;
  }

  /** Of a sight that was too small to be placed: the group that its id had last. */
  private @Nullable Group group(int frame, int id) {
    for (int i = frame; i >= 0; i--) {
      Group group = ofSight.get(key(i, id));
      if (group != null) {
        return group;
      }
    }
    List<Group> own = groupsOf.getOrDefault(id, List.of());
    return own.isEmpty() ? null : own.get(0);
  }
}
