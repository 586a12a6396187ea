package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.List;

/** The frames of a video, decoded when they are asked for. */
public interface FrameSource {
  /** Takes frames. */
  @FunctionalInterface
  interface Taker {
    void take(int index, RgbImage frame);
  }

  /** How many there are; at least 1. */
  int count();

  /**
   * Hands frames out, one by one, so that no two of full size are held at once. Those that cannot
   * be decoded are left out.
   *
   * @param indices ascending, each once, from 0 to {@code count() - 1}
   */
  void read(int[] indices, Taker taker);

  /** Frames that are decoded already. */
  static FrameSource of(List<RgbImage> frames) {
    List<RgbImage> copy = List.copyOf(frames);
    return new FrameSource() {
      @Override
      public int count() {
        return copy.size();
      }

      @Override
      public void read(int[] indices, Taker taker) {
        for (int index : indices) {
          taker.take(index, copy.get(index));
        }
      }
    };
  }
}
