package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of frames to tell apart. The anchor lies in the wanted depth; its partner comes from
 * another shot (from anywhere in films of one shot) and is drawn so that pairs near, midway and far
 * apart, and little, somewhat and very different, come in turn.
 */
final class Pairs {
  private static final int CLASSES = 3;
  private static final int TRIES = 48;
  private static final int PROBES = 300;

  private final List<FilmFrame> frames;
  private final List<FrameFeatures> features;
  private final List<Integer> eligible;
  private final Distances distances;
  private final Draw draw;
  private final boolean oneShot;
  private final double[] apartCuts;
  private final double[] differenceCuts;

  Pairs(
      List<FilmFrame> frames,
      List<FrameFeatures> features,
      List<Integer> eligible,
      Distances distances,
      Draw draw) {
    this.frames = frames;
    this.features = features;
    this.eligible = eligible;
    this.distances = distances;
    this.draw = draw;
    this.oneShot = frames.stream().mapToInt(FilmFrame::shot).distinct().count() < 2;
    double[] apart = new double[PROBES];
    double[] difference = new double[PROBES];
    int probes = eligible.size() < 2 ? 0 : PROBES;
    for (int i = 0; i < probes; i++) {
      int a = draw.pick(eligible);
      int b = draw.pick(eligible);
      apart[i] = Math.abs(a - b);
      difference[i] = features.get(a).structureDistance(features.get(b));
    }
    this.apartCuts = terciles(apart);
    this.differenceCuts = terciles(difference);
  }

  private static double[] terciles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new double[] {sorted[PROBES / CLASSES], sorted[2 * PROBES / CLASSES]};
  }

  private static int classOf(double value, double[] cuts) {
    return value < cuts[0] ? 0 : value < cuts[1] ? 1 : 2;
  }

  /** At most {@code most} pairs with their anchors among {@code anchors}, in that order. */
  List<Offer> offers(List<Integer> anchors, int bin, int most) {
    List<Offer> offers = new ArrayList<>();
    Set<List<Integer>> taken = new HashSet<>();
    int turn = draw.below(CLASSES * CLASSES);
    for (int round = 0; offers.size() < most && round < most && !anchors.isEmpty(); round++) {
      int anchor = anchors.get(round % anchors.size());
      int partner = partner(anchor, turn % CLASSES, turn / CLASSES % CLASSES, taken);
      turn++;
      if (partner >= 0) {
        List<Integer> idx = List.of(Math.min(anchor, partner), Math.max(anchor, partner));
        taken.add(idx);
        offers.add(offer(idx, anchor, bin));
      }
    }
    return offers;
  }

  private int partner(int anchor, int apart, int difference, Set<List<Integer>> taken) {
    int best = -1;
    int bestMisses = Integer.MAX_VALUE;
    for (int i = 0; i < TRIES && bestMisses > 0; i++) {
      int other = draw.pick(eligible);
      if (other == anchor
          || (!oneShot && frames.get(other).shot() == frames.get(anchor).shot())
          || taken.contains(List.of(Math.min(anchor, other), Math.max(anchor, other)))) {
        continue;
      }
      double found = features.get(anchor).structureDistance(features.get(other));
      int misses =
          Math.abs(classOf(Math.abs(anchor - other), apartCuts) - apart)
              + Math.abs(classOf(found, differenceCuts) - difference);
      if (misses < bestMisses) {
        best = other;
        bestMisses = misses;
      }
    }
    return best;
  }

  private Offer offer(List<Integer> idx, int anchor, int bin) {
    int first = idx.get(0);
    int second = idx.get(1);
    Distances.Nearest nearest = distances.nearest(first).min(distances.nearest(second));
    return new Offer(
        Task.DIFF,
        idx,
        anchor == first ? 0 : 1,
        bin,
        nearest.hash(),
        nearest.structure(),
        nearest.colour(),
        second - first,
        features.get(first).structureDistance(features.get(second)));
  }
}
