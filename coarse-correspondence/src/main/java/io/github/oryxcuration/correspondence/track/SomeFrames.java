package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some frames of a sequence.
 *
 * @param chosen their places in {@code all}
 */
record SomeFrames(FrameSequence all, List<Integer> chosen) implements FrameSequence {
  SomeFrames {
    chosen = List.copyOf(chosen);
  }

  @Override
  public int count() {
    return chosen.size();
  }

  @Override
  public int width() {
    return all.width();
  }

  @Override
  public int height() {
    return all.height();
  }

  @Override
  public int number(int frame) {
    return all.number(chosen.get(frame));
  }

  @Override
  public RgbImage image(int frame) throws IOException {
    return all.image(chosen.get(frame));
  }

  @Override
  public @Nullable View view(int frame) throws IOException {
    return all.view(chosen.get(frame));
  }
}
