package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Orientation;
import io.github.oryxcuration.core.picture.RgbImage;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded frames into upright RGB bytes of the size that was asked for: bicubic, by the
 * colour matrix and range that the frame states (BT.601, limited, where it states none). The same
 * frame gives the same bytes on every machine of one architecture.
 */
final class FrameScaler implements AutoCloseable {
  static final int FLAGS =
      swscale.SWS_BICUBIC
          | swscale.SWS_ACCURATE_RND
          | swscale.SWS_FULL_CHR_H_INP
          | swscale.SWS_FULL_CHR_H_INT
          | swscale.SWS_BITEXACT;

  private static final int RGB = 3;
  private static final int ALIGNMENT = 64;
  private static final int UNIT = 1 << 16;

  private final String name;
  private final Orientation orientation;
  private final FrameRequest request;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4L);
  private @Nullable Shape shape;
  private @Nullable SwsContext context;
  private @Nullable BytePointer pixels;

  /** All that a scaling context depends on; a stream may change it midway. */
  private record Shape(
      int width, int height, int format, int matrix, boolean fullRange, int toWidth, int toHeight) {

    int stride() {
      return (toWidth * RGB + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
  }

  FrameScaler(String name, Orientation orientation, FrameRequest request) {
    this.name = name;
    this.orientation = orientation;
    this.request = request;
  }

  VideoFrame scale(AVFrame frame, long index, double seconds) {
    Shape wanted = shapeOf(frame);
    if (!wanted.equals(shape)) {
      prepare(wanted);
    }
    BytePointer target = java.util.Objects.requireNonNull(pixels);
    swscale.sws_scale(context, frame.data(), frame.linesize(), 0, wanted.height, planes, strides);
    byte[] rgb = new byte[wanted.toWidth * wanted.toHeight * RGB];
    int row = wanted.toWidth * RGB;
    for (int y = 0; y < wanted.toHeight; y++) {
      target.position((long) y * wanted.stride()).get(rgb, y * row, row);
    }
    target.position(0);
    RgbImage upright = orientation.apply(new RgbImage(wanted.toWidth, wanted.toHeight, rgb));
    return new VideoFrame(index, seconds, pad(upright));
  }

  private Shape shapeOf(AVFrame frame) {
    int width = frame.width();
    int height = frame.height();
    boolean swap = DisplayMatrix.swapsSides(orientation);
    int toWidth = request.keepsSize() ? width : swap ? request.height() : request.width();
    int toHeight = request.keepsSize() ? height : swap ? request.width() : request.height();
    boolean fullRange =
        frame.color_range() == avutil.AVCOL_RANGE_JPEG || isFullRangeFormat(frame.format());
    return new Shape(
        width, height, frame.format(), frame.colorspace(), fullRange, toWidth, toHeight);
  }

  private static boolean isFullRangeFormat(int format) {
    return format == avutil.AV_PIX_FMT_YUVJ420P
        || format == avutil.AV_PIX_FMT_YUVJ422P
        || format == avutil.AV_PIX_FMT_YUVJ444P
        || format == avutil.AV_PIX_FMT_YUVJ440P
        || format == avutil.AV_PIX_FMT_YUVJ411P;
  }

  private void prepare(Shape wanted) {
    release();
    SwsContext made =
        swscale.sws_getContext(
            wanted.width,
            wanted.height,
            wanted.format,
            wanted.toWidth,
            wanted.toHeight,
            avutil.AV_PIX_FMT_RGB24,
            FLAGS,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (made == null || made.isNull()) {
      BytePointer format = avutil.av_get_pix_fmt_name(wanted.format);
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: frames of %dx%d in %s cannot be scaled to %dx%d: %s"
              .formatted(
                  name,
                  wanted.width,
                  wanted.height,
                  format == null ? "an unknown format" : format.getString(),
                  wanted.toWidth,
                  wanted.toHeight,
                  Ffmpeg.lastComplaint()));
    }
    context = made;
    swscale.sws_setColorspaceDetails(
        made,
        swscale.sws_getCoefficients(wanted.matrix),
        wanted.fullRange ? 1 : 0,
        swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
        1,
        0,
        UNIT,
        UNIT);
    long bytes = Math.multiplyExact((long) wanted.stride(), wanted.toHeight) + ALIGNMENT;
    BytePointer allocated = new BytePointer(avutil.av_malloc(bytes)).capacity(bytes);
    if (allocated.isNull()) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          "%s: no memory for a frame of %dx%d".formatted(name, wanted.toWidth, wanted.toHeight));
    }
    pixels = allocated;
    planes.put(0, allocated);
    strides.put(0, wanted.stride());
    shape = wanted;
  }

  private RgbImage pad(RgbImage inner) {
    int width = request.canvasWidth();
    int height = request.canvasHeight();
    if (request.keepsSize() || (width == inner.width() && height == inner.height())) {
      return inner;
    }
    byte[] canvas = new byte[Math.multiplyExact(Math.multiplyExact(width, height), RGB)];
    Arrays.fill(canvas, (byte) request.grey());
    int left = (width - inner.width()) / 2;
    int top = (height - inner.height()) / 2;
    int row = inner.width() * RGB;
    for (int y = 0; y < inner.height(); y++) {
      System.arraycopy(inner.rgb(), y * row, canvas, ((top + y) * width + left) * RGB, row);
    }
    return new RgbImage(width, height, canvas);
  }

  /** Frees what depends on the shape of the last frame; another frame may follow. */
  private void release() {
    if (context != null) {
      swscale.sws_freeContext(context);
      context = null;
    }
    if (pixels != null) {
      avutil.av_free(pixels);
      pixels = null;
    }
    shape = null;
  }

  @Override
  public void close() {
    release();
    planes.close();
    strides.close();
  }
}
