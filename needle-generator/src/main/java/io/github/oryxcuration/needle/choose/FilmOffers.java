package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.Quality;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one film can give: for each task and depth, needles in a drawn order, the first to be tried
 * first; and the frames that cannot be needles, with the reason of each.
 *
 * @param eligible positions of the haystack that may be needles
 */
public record FilmOffers(List<Integer> eligible, List<Offer> offers, List<Rejection> rejected) {
  public FilmOffers {
    eligible = List.copyOf(eligible);
    offers = List.copyOf(offers);
    rejected = List.copyOf(rejected);
  }

  /**
   * What decides the offers.
   *
   * @param perCell needles offered at most for a task and depth
   */
  public record Spec(
      long seed, Depths depths, List<Task> tasks, int perCell, Nearness nearness, Quality quality) {
    public Spec {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * Chooses the offers of a film.
   *
   * @param id of the haystack; all draws depend on it
   * @param frames of the haystack, in order
   * @param features of the same frames
   */
  public static FilmOffers of(
      String id, List<FilmFrame> frames, List<FrameFeatures> features, Spec spec) {
    NearIndex index = new NearIndex(features, spec.nearness);
    List<Integer> eligible = new ArrayList<>();
    List<Rejection> rejected = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      String objection = spec.quality.objection(features.get(i));
      if (!objection.isEmpty()) {
        rejected.add(new Rejection(i, Reason.NEEDLE_POOR_FRAME, objection));
      } else if (!index.isDistinct(i)) {
        rejected.add(new Rejection(i, Reason.NEEDLE_AMBIGUOUS, ambiguity(i, index, features)));
      } else {
        eligible.add(i);
      }
    }
    List<List<Integer>> byBin = new ArrayList<>();
    for (int bin = 0; bin < spec.depths.bins(); bin++) {
      byBin.add(new ArrayList<>());
    }
    eligible.forEach(i -> byBin.get(spec.depths.bin(i, frames.size())).add(i));
    Distances distances = new Distances(features);
    List<Offer> offers = new ArrayList<>();
    for (int bin = 0; bin < spec.depths.bins(); bin++) {
      Draw draw = Draw.of(spec.seed, "needle-offers", id + "/" + bin);
      List<Integer> drawn = draw.shuffled(byBin.get(bin));
      if (spec.tasks.contains(Task.CAPTION)) {
        for (int position : drawn.subList(0, Math.min(spec.perCell, drawn.size()))) {
          offers.add(caption(position, bin, distances));
        }
      }
      if (spec.tasks.contains(Task.DIFF)) {
        Pairs pairs = new Pairs(frames, features, eligible, distances, draw);
        offers.addAll(pairs.offers(drawn, bin, spec.perCell));
      }
    }
    return new FilmOffers(eligible, offers, rejected);
  }

  private static String ambiguity(int frame, NearIndex index, List<FrameFeatures> features) {
    List<Integer> near = index.near(frame);
    FrameFeatures a = features.get(frame);
    FrameFeatures b = features.get(near.get(0));
    return String.format(
        Locale.ROOT,
        "%d other frame(s) look like frame %d of the haystack; frame %d differs by %d bits of the"
            + " hash, structure %.2f, colour %.2f",
        near.size(),
        frame,
        near.get(0),
        a.hashDistance(b),
        a.structureDistance(b),
        a.colourDistance(b));
  }

  private static Offer caption(int position, int bin, Distances distances) {
    Distances.Nearest nearest = distances.nearest(position);
    return new Offer(
        Task.CAPTION,
        List.of(position),
        0,
        bin,
        nearest.hash(),
        nearest.structure(),
        nearest.colour(),
        0,
        0);
  }

  /** How many needles are offered for a task and depth. */
  public int count(Task task, int bin) {
    return (int) offers.stream().filter(o -> o.task() == task && o.bin() == bin).count();
  }

  /** All positions that any offer names. */
  public Set<Integer> positions() {
    Set<Integer> positions = new HashSet<>();
    offers.forEach(offer -> positions.addAll(offer.idx()));
    return positions;
  }
}
