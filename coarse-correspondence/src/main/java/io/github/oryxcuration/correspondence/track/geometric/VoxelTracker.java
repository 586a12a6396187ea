package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives proposals of single frames an id by where in the world they lie: those that share cubes of
 * 5 cm are one object. Needs depth and poses, but neither annotations nor frames in order.
 */
public final class VoxelTracker implements Tracker {
  private static final int MOST_IDS = 0xffff;

  private final Proposals proposals;

  public VoxelTracker(Proposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public String name() {
    return GeometricTracker.NAME + "-voxels-1";
  }

  @Override
  public boolean needsDenseFrames() {
    return false;
  }

  @Override
  public Tracks track(FrameSequence frames) throws IOException {
    Tracks apart = new Tracks(name(), frames.width(), frames.height());
    int next = 1;
    for (int i = 0; i < frames.count(); i++) {
      if (frames.view(i) == null) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            "frame " + i + " has no pose; proposals cannot be placed. Use tracker: region");
      }
      Optional<LabelMap> proposed = proposals.propose(frames, i, frames.image(i));
      LabelMap map = proposed.orElseGet(() -> LabelMap.empty(frames.width(), frames.height()));
      Map<Integer, Integer> fresh = new HashMap<>();
      for (int id : map.areas().keySet()) {
        fresh.put(id, next <= MOST_IDS ? next++ : 0);
      }
      short[] ids = map.ids().clone();
      for (int p = 0; p < ids.length; p++) {
        ids[p] = ids[p] == 0 ? 0 : (short) (int) fresh.getOrDefault(ids[p] & 0xffff, 0);
      }
      apart.add(new LabelMap(map.width(), map.height(), ids), new TreeMap<>());
    }
    return IdVerifier.verified(apart, frames, name());
  }
}
