package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import io.github.oryxcuration.runtime.prompt.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * The frames of a video file.
 *
 * @param count how many it has
 */
record VideoFrames(String path, int count) implements FrameSource {
  private static final VideoLimits LIMITS = new VideoLimits(1L << 28, 10_000_000, 3600);

  static VideoFrames open(String path) throws IOException {
    try (SeekableByteChannel channel = Storage.open(path)) {
      long frames = Videos.inspect(channel, path, LIMITS).frames();
      return new VideoFrames(path, Math.toIntExact(frames));
    }
  }

  @Override
  public void read(int[] indices, Taker taker) {
    FrameRequest request = FrameRequest.of(Arrays.stream(indices).asLongStream().toArray());
    try (SeekableByteChannel channel = Storage.open(path)) {
      Videos.decode(
          channel,
          path,
          request,
          LIMITS,
          frame -> taker.take(Math.toIntExact(frame.index()), frame.image()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }
}
