package io.github.oryxcuration.correspondence.track;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.VideoInfo;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Every so many-th frame of a video file, scaled down, without geometry. A video is decoded once,
 * forwards; its frames are kept as JPEG of high quality, about 100 KB each, because trackers go
 * through them in both directions.
 */
public final class VideoFrames implements FrameSequence {
  /** More are refused: they would fill the memory. */
  public static final int MAX_FRAMES = 4000;

  private static final VideoLimits LIMITS = new VideoLimits(1L << 26, 1_000_000, 3600);
  private static final int QUALITY = 97;

  private final VideoInfo info;
  private final int every;
  private final int width;
  private final int height;
  private final List<byte[]> pictures;

  private VideoFrames(VideoInfo info, int every, int width, int height, List<byte[]> pictures) {
    this.info = info;
    this.every = every;
    this.width = width;
    this.height = height;
    this.pictures = pictures;
  }

  /**
   * Decodes a video.
   *
   * @param every so many-th frame is kept, from the first on
   * @param maxWidth wider frames are scaled down to it
   * @throws CurationException if it cannot be read, or has too many such frames
   */
  public static VideoFrames open(String path, int every, int maxWidth) throws IOException {
    VideoInfo info;
    try (SeekableByteChannel channel = Storage.open(path)) {
      info = Videos.inspect(channel, path, LIMITS);
    }
    long count = (info.frames() + every - 1) / every;
    if (count > MAX_FRAMES) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: %d frames, of which one in %d are %d; %d can be tracked. Raise options.every to %d",
              path,
              info.frames(),
              every,
              count,
              MAX_FRAMES,
              (info.frames() + MAX_FRAMES - 1) / MAX_FRAMES));
    }
    int width = Math.min(maxWidth, info.width());
    int height = Math.max(1, (int) Math.round((double) info.height() * width / info.width()));
    List<byte[]> pictures = new ArrayList<>();
    FrameRequest request =
        FrameRequest.of(LongStream.range(0, count).map(i -> i * every).toArray())
            .scaledTo(width, height);
    try (JpegEncoder jpeg = new JpegEncoder(QUALITY, JpegEncoder.Chroma.FULL);
        SeekableByteChannel channel = Storage.open(path)) {
      Videos.decode(
          channel,
          path,
          request,
          LIMITS,
          frame -> {
            if (frame.index() == (long) pictures.size() * every) { // none after one that is lost
              pictures.add(jpeg.encode(frame.image()));
            }
          });
    }
    if (pictures.isEmpty()) {
      throw new CurationException(Reason.NO_FRAMES, path + ": none of its frames can be decoded");
    }
    return new VideoFrames(info, every, width, height, pictures);
  }

  /** The width of the video itself. */
  public int fullWidth() {
    return info.width();
  }

  /** The number of a frame in the video. */
  public long index(int frame) {
    return (long) frame * every;
  }

  /** Seconds from the start of the video. */
  public double seconds(int frame) {
    return Math.max(0, info.times().seconds(Math.toIntExact(index(frame))));
  }

  @Override
  public int count() {
    return pictures.size();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public RgbImage image(int frame) throws IOException {
    return Pictures.decode(requireNonNull(pictures.get(frame)), (long) width * height);
  }

  @Override
  public @Nullable View view(int frame) {
    return null;
  }
}
