package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.VideoInfo;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A video: its container and frames, and which of them the trainer sees. */
final class VideoFacts {
  private static final int SHOWN_FRAMES = 12;

  private VideoFacts() {}

  /**
   * Reads all packets.
   *
   * @throws CurationException if it is no video
   */
  static Facts of(String path, TrainerSpec trainer, VideoLimits limits) throws IOException {
    VideoInfo info;
    try (SeekableByteChannel channel = Storage.open(path)) {
      info = Videos.inspect(channel, path, limits);
    }
    Facts facts =
        new Facts()
            .add("kind", "video")
            .add("bytes", Storage.stat(path).bytes())
            .add("container", info.container())
            .add("codec", info.codec())
            .add("size", info.width() + "x" + info.height())
            .add("rotation", info.rotation())
            .add("frames", info.frames())
            .add("frames per second", Rounded.of(info.framesPerSecond()))
            .add("constant rate", info.constantRate())
            .add("seconds", Rounded.of(info.seconds()))
            .add("truncated", info.truncated());
    int[] frames = frames(info, trainer);
    facts.add(
        "frames kept",
        frames.length
            + (frames.length == 0 ? "" : ": ")
            + Arrays.toString(Arrays.copyOf(frames, Math.min(SHOWN_FRAMES, frames.length)))
            + (frames.length > SHOWN_FRAMES ? " and on to " + frames[frames.length - 1] : ""));
    return facts.add("trainer", trainer(info, frames.length, trainer));
  }

  private static int[] frames(VideoInfo info, TrainerSpec trainer) {
    if (info.frames() == 0) {
      return new int[0];
    }
    return info.constantRate() && info.framesPerSecond() > 0
        ? FrameSampling.sampled(
            Math.toIntExact(info.frames()),
            info.framesPerSecond(),
            trainer.framesPerSecond(),
            trainer.maxFrames())
        : FrameSampling.sampledByTime(
            info.times().toMicros(), trainer.framesPerSecond(), trainer.maxFrames());
  }

  private static Object trainer(VideoInfo info, int frames, TrainerSpec trainer) {
    try {
      Size size = new Size(info.width(), info.height());
      Budget budget = new TrainersEye(trainer).frames(Modality.VIDEO, frames, size, size, 0, false);
      return new Facts()
          .add("resized", budget.width() + "x" + budget.height())
          .add("frames", budget.frames())
          .add("visual tokens", budget.visualTokens())
          .add("of", trainer.maxTokens())
          .add("distortion", Rounded.of(budget.distortion()));
    } catch (CurationException e) {
      return e.reason() + ": " + e.explanation();
    }
  }
}
