package io.github.oryxcuration.mixture.export;

import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;

/** Clips of stored frames, one a second, every frame a key frame. */
final class Clips {
  /** Fine enough that nothing is seen of it; frames were JPEGs before. */
  private static final int QUANTIZER = 10;

  private static final long MAX_PIXELS = 1 << 26;

  private Clips() {}

  static void write(String path, List<Frame> frames) throws IOException {
    int width = frames.get(0).width() & ~1; // the codec takes even sides
    int height = frames.get(0).height() & ~1;
    ClipSpec spec = ClipSpec.mp4(width, height, 1).withKeyInterval(1).withQuantizer(QUANTIZER);
    Storage.commit(
        path,
        out -> {
          try (VideoWriter writer = VideoWriter.open(Channels.newChannel(out), spec)) {
            for (Frame frame : frames) {
              RgbImage image = Pictures.decode(frame.picture().bytes(), MAX_PIXELS);
              writer.write(image.crop(0, 0, width, height));
            }
            writer.finish();
          }
        });
  }
}
