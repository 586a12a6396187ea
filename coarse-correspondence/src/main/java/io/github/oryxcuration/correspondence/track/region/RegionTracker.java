package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.ColorRegions;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.io.IOException;

/**
 * Follows regions without weights and without geometry: corners of each object are followed from
 * frame to frame, an affine motion is fitted to them, and the object's mask of its last certain
 * sight is moved by all motions since. Regions are proposed anew every so many frames; they confirm
 * what is followed, bring back what was lost by its colours, or are new objects. A second pass from
 * the end finds what came late and joins what was torn. A fallback where there are neither
 * annotations nor weights: not a peer of learned trackers.
 */
public final class RegionTracker implements Tracker {
  /** Its word in recipes. */
  public static final String NAME = "region";

  /** Frames between proposals. */
  public static final int EVERY = 10;

  private final Proposals proposals;
  private final int every;
  private final boolean bothWays;

  /** With regions of even colour as proposals. */
  public RegionTracker() {
    this(new ColorRegions());
  }

  /** With given proposals every {@value #EVERY} frames, gone through both ways. */
  public RegionTracker(Proposals proposals) {
    this(proposals, EVERY, true);
  }

  /**
   * With given proposals.
   *
   * @param every so many frames there are proposals
   * @param bothWays whether the sequence is gone through from its end as well
   */
  public RegionTracker(Proposals proposals, int every, boolean bothWays) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1, but was " + every);
    }
    this.proposals = proposals;
    this.every = every;
    this.bothWays = bothWays;
  }

  @Override
  public String name() {
    return NAME + "-1";
  }

  @Override
  public boolean needsDenseFrames() {
    return true;
  }

  @Override
  public Tracks track(FrameSequence frames) throws IOException {
    Tracks forwards = new Pass(frames, proposals, every, false).run(name());
    return bothWays && frames.count() > 1
        ? TwoWays.joined(forwards, new Pass(frames, proposals, every, true).run(name()))
        : forwards;
  }
}
