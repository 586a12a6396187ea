package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one file from its first frame to the last that is wanted, on the calling thread. */
final class FrameDecoder implements AutoCloseable {
  private static final double MICROS = 1e6;

  /** AV_FRAME_FLAG_CORRUPT, which the bindings lack. */
  private static final int FRAME_IS_CORRUPT = 1;

  private final VideoFile file;
  private final FrameRequest request;
  private final FrameConsumer consumer;
  private final @Nullable PresentationOrder order;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final FrameScaler scaler;
  private final AVRational timeBase;
  private final double framesPerSecond;
  private long firstTime = avutil.AV_NOPTS_VALUE;
  private long lastIndex = -1;
  private long decoded;
  private long delivered;
  private long damaged;

  /**
   * Opens the decoder.
   *
   * @param order of the frames, where those that are not needed may be left out
   */
  FrameDecoder(
      VideoFile file,
      FrameRequest request,
      FrameConsumer consumer,
      @Nullable PresentationOrder order) {
    this.order = order;
    this.file = file;
    this.request = request;
    this.consumer = consumer;
    this.timeBase = file.stream().time_base();
    this.framesPerSecond = Videos.containerRate(file.stream());
    this.context = open(file);
    this.frame = avutil.av_frame_alloc();
    this.scaler = new FrameScaler(file.name(), file.orientation(), request);
  }

  private static AVCodecContext open(VideoFile file) {
    AVCodecParameters parameters = file.stream().codecpar();
    String codecName = avcodec.avcodec_get_name(parameters.codec_id()).getString();
    AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
    if (codec == null || codec.isNull()) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, file.name() + ": no decoder for codec " + codecName);
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
    int code = avcodec.avcodec_parameters_to_context(context, parameters);
    context.pkt_timebase(file.stream().time_base());
    context.thread_count(1);
    context.max_pixels(file.nativePixelLimit());
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
    if (code >= 0) {
      code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    }
    if (code < 0) {
      String explanation = Ffmpeg.explain(code);
      avcodec.avcodec_free_context(context);
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: the decoder for %s refuses it: %s".formatted(file.name(), codecName, explanation));
    }
    return context;
  }

  DecodeReport run() throws IOException {
    boolean wanting = !request.doneBefore(0);
    while (wanting && file.read()) {
      wanting = decode(file.packet());
    }
    if (wanting) {
      decode(null);
    }
    if (decoded == 0 && wanting) {
      throw noFrames();
    }
    boolean missing = !request.wantsAll() && delivered < request.count();
    boolean truncated = missing || (request.wantsAll() && file.truncated());
    return new DecodeReport(
        decoded, delivered, truncated, damaged, damaged > 0 ? Ffmpeg.lastComplaint() : "");
  }

  private CurationException noFrames() {
    if (file.truncated()) {
      return new CurationException(
          Reason.MEDIA_TRUNCATED, file.name() + ": the file breaks off before its first frame");
    }
    String complaint = Ffmpeg.lastComplaint();
    return new CurationException(
        Reason.NO_FRAMES,
        "%s: decoding gave no frame%s"
            .formatted(file.name(), complaint.isEmpty() ? "" : " (" + complaint + ")"));
  }

  /**
   * Gives the decoder a packet, or null for the end, and takes all frames that it has ready.
   *
   * @return whether more frames are wanted
   */
  private boolean decode(@Nullable AVPacket packet) throws IOException {
    if (packet != null && order != null) {
      boolean wanted = request.wants(order.frameOf(packet));
      context.skip_frame(wanted ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_NONREF);
    }
    int sent = avcodec.avcodec_send_packet(context, packet);
    if (sent < 0) {
      damaged++;
      file.checkPixelComplaints();
    }
    while (true) {
      int received = avcodec.avcodec_receive_frame(context, frame);
      if (received == avutil.AVERROR_EAGAIN() || received == avutil.AVERROR_EOF()) {
        return true;
      }
      if (received < 0) {
        damaged++;
        file.checkPixelComplaints();
        if (packet != null) {
          return true;
        }
        continue;
      }
      if (!take()) {
        return false;
      }
    }
  }

  /** Counts the frame and hands it on if it is wanted; false after the last wanted one. */
  private boolean take() throws IOException {
    long index = order == null ? decoded : order.frameAt(frame.pts());
    decoded++;
    file.checkFrames(decoded);
    file.checkPixels(frame.width(), frame.height());
    long time = frame.best_effort_timestamp();
    if (firstTime == avutil.AV_NOPTS_VALUE) {
      firstTime = order == null ? time : order.firstTime();
    }
    if ((frame.flags() & FRAME_IS_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
      damaged++;
    }
    if (index <= lastIndex) {
      damaged++;
      return true;
    }
    lastIndex = index;
    if (request.wants(index)) {
      consumer.accept(scaler.scale(frame, index, seconds(index, time)));
      delivered++;
    }
    return !request.doneBefore(index + 1);
  }

  private double seconds(long index, long time) {
    if (time == avutil.AV_NOPTS_VALUE || time < firstTime) {
      return framesPerSecond > 0 ? index / framesPerSecond : 0;
    }
    long micros =
        avutil.av_rescale(
            time - firstTime, (long) (MICROS * timeBase.num()), Math.max(1, timeBase.den()));
    return Math.max(0, micros) / MICROS;
  }

  @Override
  public void close() {
    scaler.close();
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
