package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.needle.choose.Draw;
import io.github.oryxcuration.needle.choose.Nearness;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures from elsewhere take the place of frames: at drawn positions of every depth, if no
 * other frame of the haystack looks like them.
 */
final class Inserts {
  /** An offer and its picture. */
  record Placed(Offer offer, Insert insert) {}

  private final NeedleOptions options;
  private final List<FrameFeatures> haystack;

  Inserts(NeedleOptions options, List<FrameFeatures> haystack) {
    this.options = options;
    this.haystack = haystack;
  }

  /**
   * Places donors; each is used once, and so is each position.
   *
   * @param perCell offers of one depth at most
   */
  List<Placed> place(List<Donors.Donor> donors, Draw draw, int perCell) {
    List<List<Integer>> byBin = new ArrayList<>();
    for (int bin = 0; bin < options.depths().bins(); bin++) {
      byBin.add(new ArrayList<>());
    }
    for (int at = 0; at < haystack.size(); at++) {
      byBin.get(options.depths().bin(at, haystack.size())).add(at);
    }
    Deque<Donors.Donor> left = new ArrayDeque<>(donors);
    List<Placed> placed = new ArrayList<>();
    for (int turn = 0; turn < perCell; turn++) {
      for (int bin = 0; bin < byBin.size(); bin++) {
        List<Integer> free = byBin.get(bin);
        if (!free.isEmpty()) {
          int at = free.remove(draw.below(free.size()));
          Placed one = first(left, at, bin);
          if (one == null) {
            return placed;
          }
          placed.add(one);
        }
      }
    }
    return placed;
  }

  /** The next donor that can be told from all frames around it. */
  private @Nullable Placed first(Deque<Donors.Donor> donors, int at, int bin) {
    for (Donors.Donor donor = donors.poll(); donor != null; donor = donors.poll()) {
      Offer offer = offer(donor.features(), at, bin);
      if (offer != null) {
        return new Placed(offer, donor.insert());
      }
    }
    return null;
  }

  private @Nullable Offer offer(FrameFeatures features, int at, int bin) {
    Nearness nearness = options.nearness();
    int hash = Long.SIZE;
    double structure = 255;
    double colour = 255;
    for (int i = 0; i < haystack.size(); i++) {
      FrameFeatures other = haystack.get(i);
      if (i != at && nearness.near(features, other)) {
        return null;
      }
      if (i != at) {
        hash = Math.min(hash, features.hashDistance(other));
        double here = features.structureDistance(other);
        if (here < structure) {
          structure = here;
          colour = features.colourDistance(other);
        }
      }
    }
    return new Offer(Task.INSERT, List.of(at), 0, bin, hash, structure, colour, 0, 0);
  }
}
