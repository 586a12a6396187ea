package io.github.oryxcuration.needle.shot;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.needle.film.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds hard cuts: frames whose change from the one before stands out of the changes around it.
 * Takes the frames of a film one by one and keeps four bytes of each. Dissolves and fades are not
 * cuts. Not for several threads at once.
 */
public final class ShotDetector {
  private final ShotSpec spec;
  private float[] changes = new float[1 << 12];
  private int frames;
  private @Nullable FrameSketch last;

  public ShotDetector(ShotSpec spec) {
    this.spec = spec;
  }

  /** Takes the next frame, at any one size; small ones do. */
  public void add(RgbImage frame) {
    FrameSketch sketch = new FrameSketch(frame);
    if (frames == changes.length) {
      changes = Arrays.copyOf(changes, 2 * frames);
    }
    changes[frames] = last == null ? 0 : (float) sketch.changeFrom(last);
    frames++;
    last = sketch;
  }

  /** The change of each frame from the one before; 0 for the first. */
  float[] changes() {
    return Arrays.copyOf(changes, frames);
  }

  /** The shots of all frames taken so far; without key frames. */
  public List<Shot> shots() {
    List<Shot> shots = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < frames; i++) {
      if (isCut(i)) {
        shots.add(new Shot(shots.size(), start, i - 1, List.of()));
        start = i;
      }
    }
    if (frames > 0) {
      shots.add(new Shot(shots.size(), start, frames - 1, List.of()));
    }
    return shots;
  }

  private boolean isCut(int frame) {
    float change = changes[frame];
    if (change < spec.least()) {
      return false;
    }
    int from = Math.max(1, frame - spec.window());
    int to = Math.min(frames - 1, frame + spec.window());
    float[] around = new float[to - from];
    int count = 0;
    for (int i = from; i <= to; i++) {
      if (i != frame) {
        if (Math.abs(i - frame) == 1 && changes[i] > change) {
          return false;
        }
        around[count++] = changes[i];
      }
    }
    // The median, so that another cut nearby is no part of what counts as calm.
    Arrays.sort(around);
    return count == 0 || change >= spec.ratio() * around[count / 2];
  }
}
