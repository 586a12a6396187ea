package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.Assignment;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goes through a sequence once, forwards or backwards, and follows what is proposed. */
final class Pass {
  private static final double SAME_PLACE = 0.3;
  private static final double COVERED = 0.5;
  private static final double LEAST_AREA = 0.001;
  private static final int MISSES = 2;

  /** Frames whose colours are less alike are of different shots. */
  private static final double SAME_SHOT = 0.6;

  private final FrameSequence frames;
  private final Proposals proposals;
  private final int every;
  private final boolean backwards;
  private final PointTracker tracker = new PointTracker();
  private final List<Follower> active = new ArrayList<>();
  private final Lost lost;
  private int nextId = 1;

  Pass(FrameSequence frames, Proposals proposals, int every, boolean backwards) {
    this.frames = frames;
    this.proposals = proposals;
    this.every = every;
    this.backwards = backwards;
    this.lost = new Lost(frames.width());
  }

  /** The maps in the order in which this pass sees the frames. */
  Tracks run(String name) throws IOException {
    Tracks tracks = new Tracks(name, frames.width(), frames.height());
    Pyramid before = null;
    Look shot = null;
    for (int i = 0; i < frames.count(); i++) {
      int frame = backwards ? frames.count() - 1 - i : i;
      RgbImage image = frames.image(frame);
      Pyramid now = new Pyramid(image);
      Look colours = Look.of(image);
      if (shot != null && colours.similarity(shot) < SAME_SHOT) {
        active.forEach(lost::add);
        active.clear();
      }
      Corners corners = null;
      if (before != null) {
        corners = step(before, now, i);
      }
      if (frame % every == 0 || i == 0) {
        Optional<LabelMap> proposed = proposals.propose(frames, frame, image);
        if (proposed.isPresent()) {
          take(
              new ArrayList<>(Mask.of(proposed.get()).values()),
              corners == null ? new Corners(now) : corners,
              image);
        }
      }
      paint(tracks);
      before = now;
      shot = colours;
    }
    return tracks;
  }

  private @Nullable Corners step(Pyramid before, Pyramid now, int i) {
    Corners corners = null;
    List<Follower> fresh = new ArrayList<>();
    for (Follower follower : List.copyOf(active)) {
      if (!follower.follow(tracker, before, now, frames.width(), frames.height())) {
        active.remove(follower);
        lost.add(follower);
      } else if (follower.needsPoints() && i % 3 == 0) {
        fresh.add(follower);
      }
    }
    lost.drift(active);
    for (Follower follower : fresh) {
      corners = corners == null ? new Corners(now) : corners;
      follower.takePoints(corners);
    }
    return corners;
  }

  /** Proposals confirm what is followed, bring back what was lost, or are new. */
  private void take(List<Mask> masks, Corners corners, RgbImage image) {
    int leastArea = (int) (LEAST_AREA * frames.width() * frames.height());
    double[][] overlap = new double[masks.size()][active.size()];
    for (int m = 0; m < masks.size(); m++) {
      for (int a = 0; a < active.size(); a++) {
        double iou = masks.get(m).overlap(active.get(a).current());
        overlap[m][a] = iou > SAME_PLACE ? iou : 0;
      }
    }
    int[] match = active.isEmpty() ? none(masks.size()) : Assignment.greatest(overlap);
    List<Follower> confirmed = new ArrayList<>();
    List<Mask> left = new ArrayList<>();
    for (int m = 0; m < masks.size(); m++) {
      if (match[m] >= 0) {
        Follower follower = active.get(match[m]);
        follower.seen(masks.get(m), corners, image);
        confirmed.add(follower);
      } else if (masks.get(m).area() >= leastArea) {
        left.add(masks.get(m));
      }
    }
    for (Follower follower : List.copyOf(active)) {
      if (!confirmed.contains(follower) && follower.miss() >= MISSES) {
        active.remove(follower);
        lost.add(follower);
      }
    }
    left.removeIf(mask -> isCovered(mask, confirmed));
    bringBack(left, corners, image);
    left.sort(Comparator.comparingInt(mask -> -mask.area()));
    for (Mask mask : left) {
      if (nextId <= 0xffff) {
        active.add(new Follower(nextId++, mask, corners, image));
      }
    }
  }

  private static int[] none(int count) {
    int[] none = new int[count];
    java.util.Arrays.fill(none, -1);
    return none;
  }

  private static boolean isCovered(Mask mask, List<Follower> confirmed) {
    int common = 0;
    for (Follower follower : confirmed) {
      common += mask.common(follower.current());
    }
    return common > COVERED * mask.area();
  }

  private void bringBack(List<Mask> left, Corners corners, RgbImage image) {
    if (left.isEmpty()) {
      return;
    }
    List<@Nullable Follower> shown = lost.recognised(left, image);
    List<Mask> taken = new ArrayList<>();
    for (int m = 0; m < left.size(); m++) {
      Follower back = shown.get(m);
      if (back != null) {
        back.seen(left.get(m), corners, image);
        lost.remove(back);
        active.add(back);
        taken.add(left.get(m));
      }
    }
    left.removeAll(taken);
  }

  /**
   * What stands lower in the picture is nearer and painted later. Masks were apart when they were
   * proposed, so order matters only where objects have moved over each other since.
   */
  private void paint(Tracks tracks) {
    short[] ids = new short[frames.width() * frames.height()];
    SortedMap<Integer, Double> confidence = new TreeMap<>();
    active.stream()
        .filter(follower -> !follower.isMissed())
        .sorted(
            Comparator.comparingInt((Follower follower) -> follower.current().bottom())
                .thenComparingInt(Follower::id))
        .forEach(
            follower -> {
              follower.current().paint(ids, frames.width(), follower.id());
              confidence.put(follower.id(), follower.confidence());
            });
    active.forEach(follower -> follower.leavePointsTo(ids, frames.width()));
    tracks.add(new LabelMap(frames.width(), frames.height(), ids), confidence);
  }
}
