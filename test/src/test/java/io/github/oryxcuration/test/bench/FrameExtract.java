package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.DecodeReport;
import io.github.oryxcuration.core.video.FrameConsumer;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.VideoInfo;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Our side of {@link VideoBench}: inspects a video, picks a frame a second, and writes these frames
 * one after the other.
 *
 * <pre>
 *   FrameExtract VIDEO OUT WIDTH HEIGHT rgb24|mjpeg
 * </pre>
 */
public final class FrameExtract {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 24, 1 << 20, 3600);
  private static final int QUALITY = 90;

  private FrameExtract() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    String video = arguments[0];
    Path target = Path.of(arguments[1]);
    int width = Integer.parseInt(arguments[2]);
    int height = Integer.parseInt(arguments[3]);
    boolean raw = arguments[4].equals("rgb24");
    try (SeekableByteChannel channel = Storage.open(video);
        JpegEncoder jpeg = new JpegEncoder(QUALITY, JpegEncoder.Chroma.HALF);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      VideoInfo info = Videos.inspect(channel, video, LIMITS);
      int frames = Math.toIntExact(info.frames());
      int[] picks = FrameSampling.oneFps(frames, info.framesPerSecond(), frames);
      FrameRequest request =
          FrameRequest.of(Arrays.stream(picks).asLongStream().toArray()).scaledTo(width, height);
      FrameConsumer writer =
          raw
              ? frame -> out.write(frame.image().rgb(), 0, frame.image().rgb().length)
              : frame -> {
                byte[] bytes = jpeg.encode(frame.image());
                out.write(bytes, 0, bytes.length);
              };
      DecodeReport report = Videos.decode(channel, video, request, LIMITS, writer);
      System.out.println(info.frames() + " frames, " + picks.length + " picked: " + report);
    }
  }
}
