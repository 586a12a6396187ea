package io.github.oryxcuration.correspondence.mark;

import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Chooses views: spread uniformly over the frames that can be used (Coarse Correspondences, arXiv
 * 2408.00754, section 3: uniform sampling), each moved to the sharpest frame near its place. Near
 * is at most a quarter of the way to the next view, so that views keep their order and distance.
 */
public final class ViewChoice {
  /** More frames than these are not compared for one view. */
  private static final int COMPARED = 5;

  /** Frames as they are seen here: by their place among those with a sound pose. */
  public interface Frames {
    int count();

    /** Whether a frame can be used. */
    boolean isUsable(int frame) throws IOException;

    /** Its pixels, or empty if they cannot be had. */
    Optional<RgbImage> image(int frame) throws IOException;
  }

  private final Frames frames;
  private final int window;

  /**
   * A choice from frames.
   *
   * @param window how far a view may be moved to a sharper frame, in frames; 0 to take them as they
   *     come
   */
  public ViewChoice(Frames frames, int window) {
    this.frames = frames;
    this.window = window;
  }

  /** At most so many places, ascending and distinct; fewer where fewer frames can be used. */
  public SortedSet<Integer> choose(int views) throws IOException {
    SortedSet<Integer> chosen = new TreeSet<>();
    int count = frames.count();
    if (count == 0) {
      return chosen;
    }
    double stride = views == 1 ? count : (count - 1) / (double) (views - 1);
    int reach = (int) Math.min(window, Math.floor(stride / 4));
    for (int target : FrameSampling.linspace(count, Math.min(views, count))) {
      int best = sharpest(target, reach, chosen);
      if (best < 0) {
        best = nearestUsable(target, (int) Math.ceil(stride / 2), chosen);
      }
      if (best >= 0) {
        chosen.add(best);
      }
    }
    return chosen;
  }

  private int sharpest(int target, int reach, SortedSet<Integer> taken) throws IOException {
    if (reach == 0) {
      return frames.isUsable(target) && !taken.contains(target) ? target : -1;
    }
    int step = Math.max(1, (2 * reach) / (COMPARED - 1));
    int best = -1;
    double sharpest = -1;
    for (int offset = 0; offset <= reach; offset += step) {
      for (int frame : new int[] {target + offset, target - offset}) {
        if (frame < 0 || frame >= frames.count() || taken.contains(frame) || frame == best) {
          continue;
        }
        if (frames.isUsable(frame)) {
          double sharpness = frames.image(frame).map(Sharpness::of).orElse(-1.0);
          if (sharpness > sharpest) {
            sharpest = sharpness;
            best = frame;
          }
        }
      }
    }
    return best;
  }

  private int nearestUsable(int target, int reach, SortedSet<Integer> taken) throws IOException {
    for (int offset = 0; offset <= reach; offset++) {
      for (int frame : new int[] {target + offset, target - offset}) {
        if (frame >= 0
            && frame < frames.count()
            && !taken.contains(frame)
            && frames.isUsable(frame)) {
          return frame;
        }
      }
    }
    return -1;
  }
}
