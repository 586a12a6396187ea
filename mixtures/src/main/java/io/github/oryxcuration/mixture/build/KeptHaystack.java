package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a haystack need to know of it.
 *
 * @param frames in order, without their pictures; empty where it is lost
 * @param steps what was done to the pixels
 * @param lost why it could not be stored; null where it was
 * @param message that goes with it
 */
record KeptHaystack(
    List<Facts> frames, List<String> steps, @Nullable Reason lost, @Nullable String message) {
  KeptHaystack {
    frames = List.copyOf(frames);
    steps = List.copyOf(steps);
  }

  /** A frame without its picture. */
  record Facts(long index, double seconds, int width, int height, String sha256) {}

  static KeptHaystack of(List<Frame> frames, List<String> steps) {
    return new KeptHaystack(
        frames.stream()
            .map(f -> new Facts(f.index(), f.seconds(), f.width(), f.height(), f.sha256()))
            .toList(),
        steps,
        null,
        null);
  }

  static KeptHaystack lost(CurationException why) {
    return new KeptHaystack(List.of(), List.of(), why.reason(), why.explanation());
  }

  /**
   * Its frames, whose pictures are absent.
   *
   * @throws CurationException if it was lost
   */
  List<Frame> absent() {
    Reason reason = lost;
    if (reason != null) {
      throw new CurationException(reason, String.valueOf(message));
    }
    return frames.stream()
        .map(
            f ->
                new Frame(
                    EncodedPicture.absent(), "", f.index, f.seconds, f.width, f.height, f.sha256))
        .toList();
  }
}
