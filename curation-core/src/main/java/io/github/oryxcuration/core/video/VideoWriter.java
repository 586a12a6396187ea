package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes RGB frames as a clip. Same frames, same spec, same bytes. The clip is kept in memory and
 * handed to the channel by {@link #finish}, so that stores without seeking will do; it is meant for
 * clips of up to some hundred megabytes.
 *
 * <p>For one thread. {@link #close} without {@link #finish} writes nothing.
 */
public final class VideoWriter implements AutoCloseable {
  private static final int MATRIX_ENTRIES = 9;
  private static final int MATRIX_UNIT = 1 << 16;
  private static final int MATRIX_LAST_UNIT = 1 << 30;

  private final WritableByteChannel out;
  private final ClipSpec spec;
  private final AVCodecContext encoder;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFormatContext muxer = new AVFormatContext(null);
  private final AVIOContext memory = new AVIOContext(null);
  private long next;

  private VideoWriter(WritableByteChannel out, ClipSpec spec) {
    this.out = out;
    this.spec = spec;
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(spec.codec().encoder());
    if (codec == null || codec.isNull()) {
      throw new IllegalStateException("This FFmpeg has no encoder " + spec.codec().encoder());
    }
    this.encoder = avcodec.avcodec_alloc_context3(codec);
    try {
      openEncoder(codec);
      openMuxer();
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a clip.
   *
   * @param out gets the clip when it is finished; left open
   */
  public static VideoWriter open(WritableByteChannel out, ClipSpec spec) {
    Ffmpeg.load();
    Ffmpeg.forgetComplaints();
    return new VideoWriter(out, spec);
  }

  private void openEncoder(AVCodec codec) {
    encoder.width(spec.width()).height(spec.height()).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    try (AVRational tick = avutil.av_make_q(1, spec.rateNumerator());
        AVRational rate = avutil.av_make_q(spec.rateNumerator(), spec.rateDenominator())) {
      encoder.time_base(tick);
      encoder.framerate(rate);
    }
    encoder.color_range(avutil.AVCOL_RANGE_MPEG);
    encoder.colorspace(avutil.AVCOL_SPC_SMPTE170M);
    encoder.gop_size(spec.keyInterval());
    encoder.max_b_frames(spec.reordered());
    encoder.qmin(spec.quantizer());
    encoder.qmax(spec.quantizer());
    encoder.thread_count(1);
    encoder.flags(
        avcodec.AV_CODEC_FLAG_BITEXACT
            | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER
            | (spec.codec() == ClipSpec.Codec.MPEG4 ? avcodec.AV_CODEC_FLAG_QSCALE : 0));
    encoder.global_quality(spec.quantizer() * avutil.FF_QP2LAMBDA);
    AVDictionary options = new AVDictionary(null);
    if (spec.codec() == ClipSpec.Codec.H264) {
      avutil.av_dict_set(options, "rc_mode", "quality", 0);
    }
    int code = avcodec.avcodec_open2(encoder, codec, options);
    avutil.av_dict_free(options);
    Ffmpeg.require(code, "open the encoder " + spec.codec().encoder());
    frame.width(spec.width()).height(spec.height()).format(avutil.AV_PIX_FMT_YUV420P);
    frame.color_range(avutil.AVCOL_RANGE_MPEG);
    Ffmpeg.require(avutil.av_frame_get_buffer(frame, 0), "allocate a frame");
  }

  private void openMuxer() {
    Ffmpeg.require(
        avformat.avformat_alloc_output_context2(
            muxer, (AVOutputFormat) null, spec.container().muxer(), null),
        "write " + spec.container());
    Ffmpeg.require(avformat.avio_open_dyn_buf(memory), "allocate a buffer");
    muxer.pb(memory);
    muxer.flags(muxer.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVStream stream = avformat.avformat_new_stream(muxer, null);
    stream.time_base(encoder.time_base());
    stream.avg_frame_rate(encoder.framerate());
    Ffmpeg.require(
        avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder), "describe a stream");
    if (spec.rotation() != 0) {
      addRotation(stream);
    }
    Ffmpeg.require(avformat.avformat_write_header(muxer, (AVDictionary) null), "begin a clip");
  }

  private void addRotation(AVStream stream) {
    int cos = (int) Math.rint(Math.cos(Math.toRadians(spec.rotation())));
    int sin = (int) Math.rint(Math.sin(Math.toRadians(spec.rotation())));
    Pointer allocated = avutil.av_mallocz(MATRIX_ENTRIES * (long) Integer.BYTES);
    IntPointer matrix = new IntPointer(allocated);
    matrix.put(0, cos * MATRIX_UNIT);
    matrix.put(1, sin * MATRIX_UNIT);
    matrix.put(3, -sin * MATRIX_UNIT);
    matrix.put(4, cos * MATRIX_UNIT);
    matrix.put(8, MATRIX_LAST_UNIT);
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    avcodec.av_packet_side_data_add(
        list,
        count,
        avcodec.AV_PKT_DATA_DISPLAYMATRIX,
        matrix,
        MATRIX_ENTRIES * (long) Integer.BYTES,
        0);
    stream.codecpar().coded_side_data(list);
    stream.codecpar().nb_coded_side_data(count[0]);
  }

  /** Adds a frame at the next tick of the rate. */
  public void write(RgbImage image) {
    writeAt(image, next);
  }

  /**
   * Adds a frame at a later place, for clips of varying rate: {@code place} frames of the stated
   * rate after the start.
   */
  public void writeAt(RgbImage image, long place) {
    if (image.width() != spec.width() || image.height() != spec.height()) {
      throw new IllegalArgumentException(
          "frames must be %dx%d, but one was %dx%d"
              .formatted(spec.width(), spec.height(), image.width(), image.height()));
    }
    if (place < next) {
      throw new IllegalArgumentException("place must be at least " + next + ", but was " + place);
    }
    next = place + 1;
    Ffmpeg.require(avutil.av_frame_make_writable(frame), "allocate a frame");
    Yuv.LIMITED.fill(frame, image.rgb(), spec.width(), spec.height(), true);
    frame.pts(Math.multiplyExact(place, spec.rateDenominator()));
    frame.pict_type(avutil.AV_PICTURE_TYPE_NONE);
    frame.quality(encoder.global_quality());
    encode(frame);
  }

  private void encode(@Nullable AVFrame source) {
    Ffmpeg.require(avcodec.avcodec_send_frame(encoder, source), "encode a frame");
    while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
      packet.stream_index(0);
      packet.duration(spec.rateDenominator());
      avcodec.av_packet_rescale_ts(packet, encoder.time_base(), muxer.streams(0).time_base());
      Ffmpeg.require(avformat.av_interleaved_write_frame(muxer, packet), "write a frame");
    }
  }

  /** Ends the clip and writes it to the channel; call it once. */
  public void finish() throws IOException {
    encode(null);
    Ffmpeg.require(avformat.av_write_trailer(muxer), "end a clip");
    BytePointer bytes = takeMemory();
    try {
      ByteBuffer buffer = bytes.asByteBuffer();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } finally {
      avutil.av_free(bytes);
    }
  }

  /** The clip so far, which the caller frees. */
  private BytePointer takeMemory() {
    try (PointerPointer<BytePointer> place = new PointerPointer<>(1)) {
      int size = avformat.avio_close_dyn_buf(memory, place);
      memory.setNull();
      muxer.pb(null);
      return new BytePointer(place.get()).capacity(size);
    }
  }

  @Override
  public void close() {
    if (!memory.isNull()) {
      avutil.av_free(takeMemory());
    }
    if (!muxer.isNull()) {
      avformat.avformat_free_context(muxer);
    }
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(encoder);
  }
}
