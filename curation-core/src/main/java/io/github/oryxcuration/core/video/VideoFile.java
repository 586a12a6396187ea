package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Orientation;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * One opened video file: its video stream and the packets of that stream, in decoding order.
 * Everything native is freed by {@link #close}; the channel stays open.
 */
final class VideoFile implements AutoCloseable {
  /**
   * Containers alone: playlists could make FFmpeg open other files and addresses, pictures are no
   * video, and raw streams are recognised in all kinds of noise.
   */
  private static final String CONTAINERS = "mov,matroska,avi,mpegts,mpeg,flv,ogg,asf";

  /** In these each packet is a whole frame, also of interlaced video. */
  private static final Set<String> WHOLE_FRAMES =
      Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm");

  /** FFmpeg words for frames beyond max_pixels. */
  private static final String TOO_MANY_PIXELS = "exceeds specified max pixel count";

  private static final long PADDING_PIXELS = 64 << 16;

  private static final int VP8_SHOWN = 0x10;

  private final String name;
  private final VideoLimits limits;
  private final Deadline deadline;
  private final ChannelInput input;
  private final AVFormatContext context;
  private final AVPacket packet;
  private final boolean cut;
  private @Nullable AVStream stream;
  private boolean damagedEnd;

  private VideoFile(
      String name,
      VideoLimits limits,
      Deadline deadline,
      ChannelInput input,
      AVFormatContext context,
      boolean cut) {
    this.name = name;
    this.limits = limits;
    this.deadline = deadline;
    this.input = input;
    this.context = context;
    this.packet = avcodec.av_packet_alloc();
    this.cut = cut;
  }

  /**
   * Opens a container and chooses its video stream.
   *
   * @throws CurationException MEDIA_UNREADABLE, MEDIA_TRUNCATED or MEDIA_TOO_LARGE
   */
  static VideoFile open(
      SeekableByteChannel channel, String name, VideoLimits limits, Deadline deadline)
      throws IOException {
    Ffmpeg.load();
    Ffmpeg.forgetComplaints();
    long size = channel.size();
    if (size == 0) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, name + ": the file is empty, expected a video");
    }
    long promised = PromisedEnd.of(channel);
    ChannelInput input = new ChannelInput(channel, deadline);
    VideoFile file = null;
    try {
      AVFormatContext context = openContainer(input, name, size, promised);
      file = new VideoFile(name, limits, deadline, input, context, promised > size);
      file.chooseStream();
      return file;
    } catch (IOException | RuntimeException | Error e) {
      if (file == null) {
        input.close();
      } else {
        file.close();
      }
      throw e;
    }
  }

  private static AVFormatContext openContainer(
      ChannelInput input, String name, long size, long promised) throws IOException {
    AVFormatContext context = avformat.avformat_alloc_context();
    context.pb(input.context());
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
    avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
    // On failure FFmpeg frees the context, but not the input that it was given.
    int code = avformat.avformat_open_input(context, (String) null, (AVInputFormat) null, options);
    avutil.av_dict_free(options);
    if (code >= 0) {
      return context;
    }
    input.rethrow();
    if (promised > size) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "%s: the container promises %d bytes, the file has %d, and what is left cannot be read: %s"
              .formatted(name, promised, size, Ffmpeg.explain(code)));
    }
    throw new CurationException(
        Reason.MEDIA_UNREADABLE, name + ": not a video that can be read: " + Ffmpeg.explain(code));
  }

  private void chooseStream() throws IOException {
    findStreams();
    int best =
        avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (best < 0 || isCover(context.streams(best))) {
      best = firstThatIsNoCover();
    }
    AVStream chosen = context.streams(best);
    for (int i = 0; i < context.nb_streams(); i++) {
      context.streams(i).discard(i == best ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
    stream = chosen;
    AVCodecParameters parameters = chosen.codecpar();
    checkPixels(parameters.width(), parameters.height());
  }

  private void findStreams() throws IOException {
    int count = context.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, count))) {
      for (int i = 0; i < count; i++) {
        AVDictionary each = new AVDictionary(null);
        avutil.av_dict_set(each, "max_pixels", Long.toString(nativePixelLimit()), 0);
        options.put(i, each);
      }
      int code = avformat.avformat_find_stream_info(context, options);
      for (int i = 0; i < count; i++) {
        AVDictionary each = options.get(AVDictionary.class, i);
        if (each != null) {
          avutil.av_dict_free(each);
        }
      }
      input.rethrow();
      checkPixelComplaints();
      if (code < 0) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            name + ": its streams cannot be read: " + Ffmpeg.explain(code));
      }
    }
  }

  private int firstThatIsNoCover() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream candidate = context.streams(i);
      AVCodecParameters parameters = candidate.codecpar();
      boolean video = parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
      if (video && !isCover(candidate)) {
        return i;
      }
      found.add(avcodec.avcodec_get_name(parameters.codec_id()).getString());
    }
    throw new CurationException(
        Reason.MEDIA_UNREADABLE,
        "%s: no video stream in %s, found %s"
            .formatted(name, container(), found.isEmpty() ? "no stream at all" : found));
  }

  private static boolean isCover(AVStream candidate) {
    return (candidate.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  /**
   * What FFmpeg is told: it counts the padding of its buffers as pixels too, so this is looser than
   * {@link #checkPixels}, and only keeps it from asking for absurd amounts of memory.
   */
  long nativePixelLimit() {
    return Math.max(limits.maxPixels(), limits.maxPixels() * 2 + PADDING_PIXELS);
  }

  /** Refuses frames beyond the limit. */
  void checkPixels(int width, int height) {
    if ((long) width * height > limits.maxPixels()) {
      throw tooManyPixels("found %dx%d".formatted(width, height));
    }
  }

  /** Refuses what FFmpeg refused because of the limit, on whatever path it told so. */
  void checkPixelComplaints() {
    String complaint = Ffmpeg.complaintAbout(TOO_MANY_PIXELS);
    if (!complaint.isEmpty()) {
      throw tooManyPixels(complaint);
    }
  }

  private CurationException tooManyPixels(String found) {
    return new CurationException(
        Reason.MEDIA_TOO_LARGE,
        "%s: %s, allowed are %d pixels a frame".formatted(name, found, limits.maxPixels()));
  }

  /** Refuses a frame number beyond the limit. */
  void checkFrames(long frames) {
    if (frames > limits.maxFrames()) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          "%s: more frames than the allowed %d".formatted(name, limits.maxFrames()));
    }
  }

  /**
   * Reads the next packet of the video stream that has data and is whole, into {@link #packet}.
   *
   * @return false at the end
   */
  boolean read() throws IOException {
    int index = stream().index();
    while (true) {
      deadline.check();
      avcodec.av_packet_unref(packet);
      int code = avformat.av_read_frame(context, packet);
      if (code < 0) {
        input.rethrow();
        damagedEnd |= code != avutil.AVERROR_EOF();
        return false;
      }
      if (packet.stream_index() != index || packet.size() == 0) {
        continue;
      }
      if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
        damagedEnd = true;
        continue;
      }
      return true;
    }
  }

  /** Whether the packet just read becomes a frame that is shown. */
  boolean isShown() {
    if ((packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0) {
      return false;
    }
    // VP8 keeps its hidden reference frames in packets of their own.
    return stream().codecpar().codec_id() != avcodec.AV_CODEC_ID_VP8
        || (packet.data().get(0) & VP8_SHOWN) != 0;
  }

  /** Whether the file is shorter than its container says, or reading has met a cut packet. */
  boolean truncated() {
    return cut || damagedEnd;
  }

  AVPacket packet() {
    return packet;
  }

  AVStream stream() {
    return requireNonNull(stream);
  }

  String name() {
    return name;
  }

  VideoLimits limits() {
    return limits;
  }

  Deadline deadline() {
    return deadline;
  }

  /**
   * Whether frames that no other frame needs are marked as such, one packet is one frame, and there
   * are enough of them that leaving them out is worth reading the packets twice.
   */
  boolean hasMarkedSpareFrames() {
    AVCodecParameters parameters = stream().codecpar();
    return parameters.codec_id() == avcodec.AV_CODEC_ID_H264
        && parameters.video_delay() > 0
        && WHOLE_FRAMES.contains(container());
  }

  String container() {
    return context.iformat().name().getString();
  }

  Orientation orientation() {
    AVCodecParameters parameters = stream().codecpar();
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull()) {
      return Orientation.UPRIGHT;
    }
    return DisplayMatrix.read(matrix.data().capacity(matrix.size()).asByteBuffer());
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(context);
    input.close();
  }
}
