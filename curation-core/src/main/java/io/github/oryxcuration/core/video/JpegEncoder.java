package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.picture.RgbImage;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes RGB bytes as baseline JFIF, with Huffman tables made for each picture. Same pixels, same
 * quality, same bytes; no time, comment or version is written.
 *
 * <p>Quality has the meaning of the Independent JPEG Group's library: the example tables of ITU-T
 * T.81, annex K, times 50/quality below 50 and 2 - quality/50 from there on. The step of the mean
 * of a block alone is always 8, one grey level.
 *
 * <p>Not for use by two threads at once. Hold one for many pictures: it keeps its memory for the
 * next of the same size.
 */
public final class JpegEncoder implements AutoCloseable {
  /** How finely colour is stored beside brightness. */
  public enum Chroma {
    /** 4:2:0: half as fine in both directions, as almost all photographs and videos. */
    HALF,
    /** 4:4:4: as fine; for drawings and text. */
    FULL
  }

  /** The largest side that the format can tell. */
  public static final int MAX_SIDE = 65500;

  /** The encoder multiplies a table by this over 8. */
  private static final int UNIT_SCALE = 8;

  private static final int ENTRIES = 64;

  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99,
    18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99
  };

  private final int quality;
  private final Chroma chroma;
  private @Nullable Native buffers;

  public JpegEncoder(int quality, Chroma chroma) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality must be 1 to 100, but was " + quality);
    }
    this.quality = quality;
    this.chroma = chroma;
    Ffmpeg.load();
  }

  /**
   * Encodes one picture.
   *
   * @throws IllegalArgumentException where a side is longer than {@link #MAX_SIDE}
   */
  public byte[] encode(RgbImage image) {
    int width = image.width();
    int height = image.height();
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "sides must be at most %d, but were %dx%d".formatted(MAX_SIDE, width, height));
    }
    Native fitting = buffers;
    if (fitting == null || fitting.width != width || fitting.height != height) {
      close();
      fitting = new Native(width, height);
      buffers = fitting;
    }
    return fitting.encode(image.rgb());
  }

  @Override
  public void close() {
    if (buffers != null) {
      buffers.close();
      buffers = null;
    }
  }

  private ShortPointer table(int[] base) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    ShortPointer table = new ShortPointer(avutil.av_malloc(ENTRIES * (long) Short.BYTES));
    for (int i = 0; i < ENTRIES; i++) {
      table.put(i, (short) Math.max(1, Math.min(255, (base[i] * percent + 50) / 100)));
    }
    return table;
  }

  /** The encoder's memory for one size. */
  private final class Native implements AutoCloseable {
    private final int width;
    private final int height;
    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private long count;

    Native(int width, int height) {
      this.width = width;
      this.height = height;
      AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
      context = avcodec.avcodec_alloc_context3(codec);
      int format = chroma == Chroma.HALF ? avutil.AV_PIX_FMT_YUV420P : avutil.AV_PIX_FMT_YUV444P;
      context.width(width).height(height).pix_fmt(format);
      context.color_range(avutil.AVCOL_RANGE_JPEG);
      // Without an aspect no JFIF header is written.
      try (AVRational one = avutil.av_make_q(1, 1)) {
        context.time_base(one);
        context.sample_aspect_ratio(one);
      }
      context.thread_count(1);
      context.flags(avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_QSCALE);
      context.global_quality(UNIT_SCALE * avutil.FF_QP2LAMBDA);
      context.dct_algo(AVCodecContext.FF_DCT_INT);
      context.intra_matrix(table(LUMA));
      context.chroma_intra_matrix(table(CHROMA));
      frame.width(width).height(height).format(format);
      frame.color_range(avutil.AVCOL_RANGE_JPEG);
      try {
        Ffmpeg.require(
            avcodec.avcodec_open2(context, codec, (AVDictionary) null), "open the JPEG encoder");
        Ffmpeg.require(avutil.av_frame_get_buffer(frame, 0), "allocate a frame");
      } catch (IllegalStateException e) {
        close();
        throw e;
      }
    }

    byte[] encode(byte[] rgb) {
      Ffmpeg.require(avutil.av_frame_make_writable(frame), "allocate a frame");
      Yuv.FULL.fill(frame, rgb, width, height, chroma == Chroma.HALF);
      frame.pts(count++);
      frame.quality(UNIT_SCALE * avutil.FF_QP2LAMBDA);
      Ffmpeg.require(avcodec.avcodec_send_frame(context, frame), "encode a JPEG");
      Ffmpeg.require(avcodec.avcodec_receive_packet(context, packet), "encode a JPEG");
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      avcodec.av_packet_unref(packet);
      return bytes;
    }

    @Override
    public void close() {
      avcodec.av_packet_free(packet);
      avutil.av_frame_free(frame);
      avcodec.avcodec_free_context(context);
    }
  }
}
