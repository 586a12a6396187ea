package io.github.oryxcuration.core.video;

import java.io.IOException;

/** Takes frames in ascending order; what it throws ends the decoding and reaches the caller. */
@FunctionalInterface
public interface FrameConsumer {
  void accept(VideoFrame frame) throws IOException;
}
