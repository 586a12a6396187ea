package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a film that its samples show, in order.
 *
 * @param frames places in the film's list of frames, ascending
 * @param undecodable frames of the film that could not be decoded, which are left out
 * @param thinned frames that were left out because they look like the frame before
 */
public record Haystack(List<Integer> frames, int undecodable, int thinned) {
  public Haystack {
    frames = List.copyOf(frames);
  }

  /**
   * Thins runs of near frames to their first, then spreads at most {@code length} over the rest, by
   * the trainer's own rule.
   *
   * @param features of all frames of the film; null where one cannot be decoded
   */
  public static Haystack of(List<@Nullable FrameFeatures> features, int length, Nearness nearness) {
    List<Integer> kept = new ArrayList<>();
    int undecodable = 0;
    FrameFeatures last = null;
    for (int i = 0; i < features.size(); i++) {
      FrameFeatures frame = features.get(i);
      if (frame == null) {
        undecodable++;
      } else if (last == null || !nearness.near(last, frame)) {
        kept.add(i);
        last = frame;
      }
    }
    int thinned = features.size() - undecodable - kept.size();
    List<Integer> frames = new ArrayList<>();
    if (!kept.isEmpty()) {
      for (int at : FrameSampling.training(kept.size(), length)) {
        frames.add(kept.get(at));
      }
    }
    return new Haystack(frames, undecodable, thinned);
  }

  public int length() {
    return frames.size();
  }
}
