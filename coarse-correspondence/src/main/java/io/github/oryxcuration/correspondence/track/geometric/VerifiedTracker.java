package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;

/**
 * Another tracker, whose ids are split and merged by measured depth and poses. An id whose sights
 * share no surface and lie more than half a metre apart is split; ids that share more than 35 % of
 * the smaller one's 5 cm cubes, and are not seen beside each other, are merged.
 */
public final class VerifiedTracker implements Tracker {
  private final Tracker tracker;

  /** Closes the other tracker when it is closed. */
  public VerifiedTracker(Tracker tracker) {
    this.tracker = tracker;
  }

  @Override
  public String name() {
    return tracker.name() + "+verified-1";
  }

  @Override
  public boolean needsDenseFrames() {
    return tracker.needsDenseFrames();
  }

  @Override
  public Tracks track(FrameSequence frames) throws IOException {
    return IdVerifier.verified(tracker.track(frames), frames, name());
  }

  @Override
  public void close() {
    tracker.close();
  }
}
