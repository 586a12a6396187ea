package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.List;

/** The frames of a video, decoded when they are asked for. */
public interface FrameSource {
  /** How many there are; at least 1. */
  int count();

  /**
   * One frame. Asked for in ascending order, each at most once.
   *
   * @param index from 0 to {@code count() - 1}
   */
  RgbImage frame(int index);

  /** Frames that are decoded already. */
  static FrameSource of(List<RgbImage> frames) {
    List<RgbImage> copy = List.copyOf(frames);
    return new FrameSource() {
      @Override
      public int count() {
        return copy.size();
      }

      @Override
      public RgbImage frame(int index) {
        return copy.get(index);
      }
    };
  }
}
