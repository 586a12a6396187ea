package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence with something else in between, after which it goes on.
 *
 * @param from the first frame of something else
 * @param to the first frame that is of the sequence again
 */
record CutSequence(FrameSequence frames, int from, int to) implements FrameSequence {
  @Override
  public int count() {
    return frames.count();
  }

  @Override
  public int width() {
    return frames.width();
  }

  @Override
  public int height() {
    return frames.height();
  }

  @Override
  public RgbImage image(int frame) throws IOException {
    return frame >= from && frame < to
        ? RgbImage.filled(width(), height(), 20, 160, 230)
        : frames.image(frame < from ? frame : frame - (to - from));
  }

  @Override
  public @Nullable View view(int frame) {
    return null;
  }
}
