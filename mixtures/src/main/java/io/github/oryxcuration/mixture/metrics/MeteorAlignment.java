package io.github.oryxcuration.mixture.metrics;

import io.github.oryxcuration.mixture.metrics.MeteorMatches.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * METEOR's search for the alignment with the most matches, the fewest chunks and the smallest
 * distance: a beam over the words of the reference, from the first to the last. Two oddities of the
 * reference program change results and are kept: sums of matched words are whole numbers, cut off
 * after every addition, so that a single stem or synonym adds nothing to them; and the distance of
 * a match counts for the paths that do not take it.
 */
final class MeteorAlignment {
  private static final int BEAM = 40;

  private static final Comparator<Path> ORDER =
      Comparator.<Path>comparingInt(path -> -(path.matches1 + path.matches2))
          .thenComparingInt(path -> path.chunks)
          .thenComparingInt(path -> path.distance);

  private MeteorAlignment() {}

  /** One way through the reference, up to some word of it. */
  private static final class Path {
    final @Nullable Match[] chosen;
    final BitSet used1;
    final BitSet used2;
    int matches1;
    int matches2;
    int chunks;
    int distance;

    /** The first word of the reference that no match of this path covers yet. */
    int next;

    /** The word of the hypothesis after the last match, or -1 where no chunk is open. */
    int open = -1;

    Path(int words) {
      chosen = new Match[words];
      used1 = new BitSet();
      used2 = new BitSet();
    }

    Path(Path parent) {
      chosen = Arrays.copyOf(parent.chosen, parent.chosen.length);
      used1 = (BitSet) parent.used1.clone();
      used2 = (BitSet) parent.used2.clone();
      matches1 = parent.matches1;
      matches2 = parent.matches2;
      chunks = parent.chunks;
      distance = parent.distance;
      next = parent.next;
      open = parent.open;
    }

    void use(Match match) {
      chosen[match.start()] = match;
      used1.set(match.otherStart(), match.otherStart() + match.otherLength());
      used2.set(match.start(), match.start() + match.length());
    }

    boolean isFree(Match match) {
      int taken1 = used1.nextSetBit(match.otherStart());
      int taken2 = used2.nextSetBit(match.start());
      return (taken1 < 0 || taken1 >= match.otherStart() + match.otherLength())
          && (taken2 < 0 || taken2 >= match.start() + match.length());
    }

    void apply(Match match) {
      double weight = match.module().searchWeight;
      matches1 = (int) (matches1 + match.otherLength() * weight);
      matches2 = (int) (matches2 + match.length() * weight);
      if (open != -1 && match.otherStart() != open) {
        chunks++;
      }
      next = match.start() + match.length();
      open = match.otherStart() + match.otherLength();
    }

    void closeChunk() {
      if (open != -1) {
        chunks++;
        open = -1;
      }
    }
  }

  /** The matches of the best alignment, in the order of the reference. */
  static List<Match> best(MeteorMatches matches, int words) {
    Path start = new Path(words);
    for (int j = 0; j < words; j++) {
      for (Match match : matches.startingAt(j)) {
        if (matches.isFixed(match)) {
          start.use(match);
        }
      }
    }
    List<Path> paths = new ArrayList<>(List.of(start));
    for (int j = 0; j < words; j++) {
      paths.sort(ORDER);
      List<Path> extended = new ArrayList<>();
      for (Path path : paths.subList(0, Math.min(BEAM, paths.size()))) {
        extend(path, j, matches, extended);
      }
      if (extended.isEmpty()) {
        extended.add(paths.get(0));
      }
      paths = extended;
    }
    // At the end, too, only the beam's best are closed and compared.
    paths.sort(ORDER);
    List<Path> ended = new ArrayList<>(paths.subList(0, Math.min(BEAM, paths.size())));
    ended.forEach(
        path -> {
          if (path.open != -1) {
            path.chunks++;
          }
        });
    ended.sort(ORDER);
    List<Match> best = new ArrayList<>();
    for (@Nullable Match match : ended.get(0).chosen) {
      if (match != null) {
        best.add(match);
      }
    }
    return best;
  }

  private static void extend(Path path, int j, MeteorMatches matches, List<Path> extended) {
    if (path.used2.get(j)) {
      if (j < path.next) {
        extended.add(path);
        return;
      }
      Match fixed = path.chosen[path.next];
      if (fixed != null) {
        path.apply(fixed);
        path.distance += Math.abs(fixed.start() - fixed.otherStart());
        extended.add(path);
      }
      return;
    }
    for (Match match : matches.startingAt(j)) {
      if (path.isFree(match)) {
        Path child = new Path(path);
        child.use(match);
        child.apply(match);
        path.distance += Math.abs(match.start() - match.otherStart());
        extended.add(child);
      }
    }
    path.closeChunk();
    path.next++;
    extended.add(path);
  }
}
