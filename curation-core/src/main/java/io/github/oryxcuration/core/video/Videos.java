package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Orientation;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Reads video files through a channel, on the calling thread.
 *
 * <p>Calls are independent of each other and may run on any number of threads. The channel is read
 * from wherever FFmpeg wants and is left open. Faulty files are a {@link CurationException}:
 * MEDIA_UNREADABLE (empty, no video), MEDIA_TRUNCATED (nothing left to read), MEDIA_TOO_LARGE (a
 * limit is passed), NO_FRAMES. An {@link IOException} of the channel passes through.
 */
public final class Videos {
  private static final double MICROS = 1e6;

  /** How far the container's average rate may be from that of its frame times. */
  private static final double RATE_TOLERANCE = 0.01;

  private Videos() {}

  /**
   * Reads every packet without decoding.
   *
   * @param name what messages call the file
   */
  public static VideoInfo inspect(SeekableByteChannel channel, String name, VideoLimits limits)
      throws IOException {
    return inspect(channel, name, limits, System::nanoTime);
  }

  static VideoInfo inspect(
      SeekableByteChannel channel, String name, VideoLimits limits, LongSupplier nanoClock)
      throws IOException {
    Deadline deadline = new Deadline(name, limits.maxSeconds(), nanoClock);
    try (VideoFile file = VideoFile.open(channel, name, limits, deadline)) {
      PacketTimes times = new PacketTimes(file.stream());
      while (file.read()) {
        if (file.isShown()) {
          times.add(file.packet());
          file.checkFrames(times.count);
        }
      }
      if (times.count == 0) {
        throw file.truncated()
            ? new CurationException(
                Reason.MEDIA_TRUNCATED, name + ": the file breaks off before its first frame")
            : new CurationException(Reason.NO_FRAMES, name + ": its video stream has no frame");
      }
      return describe(file, times.toFrameTimes());
    }
  }

  private static VideoInfo describe(VideoFile file, FrameTimes times) {
    AVStream stream = file.stream();
    Orientation orientation = file.orientation();
    boolean turned = DisplayMatrix.swapsSides(orientation);
    int width = stream.codecpar().width();
    int height = stream.codecpar().height();
    double measured = times.averageRate();
    double stated = containerRate(stream);
    double rate =
        measured == 0 || Math.abs(stated - measured) <= RATE_TOLERANCE * measured
            ? stated
            : measured;
    double last = times.seconds(times.count() - 1);
    return new VideoInfo(
        file.container(),
        avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString(),
        turned ? height : width,
        turned ? width : height,
        DisplayMatrix.degrees(orientation),
        times.count(),
        rate,
        times.even(),
        rate > 0 ? last + 1 / rate : last,
        file.truncated(),
        times);
  }

  /** The container's average rate in frames per second, or 0. */
  static double containerRate(AVStream stream) {
    AVRational rate = stream.avg_frame_rate();
    return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  /**
   * Decodes from the start to the last wanted frame and hands the wanted ones to {@code consumer}.
   * Frames that the file does not have are left out and told in the report.
   *
   * @param name what messages call the file
   */
  public static DecodeReport decode(
      SeekableByteChannel channel,
      String name,
      FrameRequest request,
      VideoLimits limits,
      FrameConsumer consumer)
      throws IOException {
    return decode(channel, name, request, limits, consumer, System::nanoTime);
  }

  static DecodeReport decode(
      SeekableByteChannel channel,
      String name,
      FrameRequest request,
      VideoLimits limits,
      FrameConsumer consumer,
      LongSupplier nanoClock)
      throws IOException {
    Deadline deadline = new Deadline(name, limits.maxSeconds(), nanoClock);
    PresentationOrder order;
    try (VideoFile file = VideoFile.open(channel, name, limits, deadline)) {
      if (!request.isSparse() || !file.hasMarkedSpareFrames()) {
        return decode(file, request, consumer, null);
      }
      order = PresentationOrder.read(file, request.last());
    }
    try (VideoFile file = VideoFile.open(channel, name, limits, deadline)) {
      return decode(file, request, consumer, order.usable() ? order : null);
    }
  }

  private static DecodeReport decode(
      VideoFile file,
      FrameRequest request,
      FrameConsumer consumer,
      @Nullable PresentationOrder order)
      throws IOException {
    try (FrameDecoder decoder = new FrameDecoder(file, request, consumer, order)) {
      return decoder.run();
    }
  }

  /** The times of the packets seen so far, in microseconds. */
  private static final class PacketTimes {
    private final AVRational base;
    private final double rate;
    private long[] shown = new long[256];
    private long[] decoding = new long[256];
    private boolean noShown;
    private boolean noDecoding;
    private int count;

    PacketTimes(AVStream stream) {
      this.base = stream.time_base();
      this.rate = containerRate(stream);
    }

    void add(AVPacket packet) {
      if (count == shown.length) {
        shown = Arrays.copyOf(shown, 2 * count);
        decoding = Arrays.copyOf(decoding, 2 * count);
      }
      noShown |= packet.pts() == avutil.AV_NOPTS_VALUE;
      noDecoding |= packet.dts() == avutil.AV_NOPTS_VALUE;
      shown[count] = micros(packet.pts());
      decoding[count] = micros(packet.dts());
      count++;
    }

    private long micros(long time) {
      return avutil.av_rescale(time, (long) (MICROS * base.num()), Math.max(1, base.den()));
    }

    /**
     * Containers without presentation times have decoding times, which are the same once sorted.
     */
    FrameTimes toFrameTimes() {
      if (!noShown) {
        return FrameTimes.of(Arrays.copyOf(shown, count));
      }
      if (!noDecoding) {
        return FrameTimes.of(Arrays.copyOf(decoding, count));
      }
      long[] even = new long[count];
      for (int i = 0; i < count && rate > 0; i++) {
        even[i] = Math.round(i * MICROS / rate);
      }
      return FrameTimes.of(even);
    }
  }
}
