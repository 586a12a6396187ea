package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.EncodedPicture;
import java.util.List;

/** Frames as a shard holds them, decoded one by one: hundreds at once would be too much. */
record EncodedFrames(List<EncodedPicture> pictures) implements FrameSource {
  static final long MAX_PIXELS = 1 << 26;

  EncodedFrames {
    pictures = List.copyOf(pictures);
  }

  @Override
  public int count() {
    return pictures.size();
  }

  @Override
  public void read(int[] indices, Taker taker) {
    for (int index : indices) {
      taker.take(index, Pictures.decode(pictures.get(index).bytes(), MAX_PIXELS));
    }
  }
}
