package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.FrameMeter;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.MovieNetFixture;
import java.util.ArrayList;
import java.util.List;

/** Measures of drawn frames, each like no other. */
final class DrawnFeatures {
  private DrawnFeatures() {}

  static FrameFeatures frame(long seed) {
    return FrameMeter.measure(MovieNetFixture.scene(seed, 96, 54));
  }

  static List<FrameFeatures> frames(long first, int count) {
    List<FrameFeatures> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(frame(first + i));
    }
    return frames;
  }

  /** So many frames, three to a shot. */
  static List<FilmFrame> film(int count) {
    List<FilmFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new FilmFrame(i, i / 3, i % 3, i, i % 3 == 1));
    }
    return frames;
  }
}
