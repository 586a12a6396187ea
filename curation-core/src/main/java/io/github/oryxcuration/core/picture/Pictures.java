package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.nio.ByteOrder;

/**
 * Reads pictures from bytes. The first bytes decide what a picture is; names are not asked.
 *
 * <p>Usable by any number of threads; large pictures wait for each other where the heap has no room
 * for all of them.
 */
public final class Pictures {
  private Pictures() {}

  /**
   * What the header says; nothing is decoded. The first kilobytes of a file suffice for most files;
   * where they do not, MEDIA_TRUNCATED says so. Whether a picture is animated, and its orientation
   * where that stands behind the pixels, is known only as far as the bytes reach.
   *
   * @throws CurationException MEDIA_UNREADABLE where the bytes are no picture or its header is
   *     broken, MEDIA_TRUNCATED where they end within the header
   */
  public static PictureInfo inspect(byte[] bytes) {
    return switch (format(bytes)) {
      case JPEG -> JpegHeader.read(bytes).info();
      case PNG -> new PngHeader(bytes).info();
      case GIF -> new GifHeader(bytes).info();
      case BMP -> new BmpHeader(bytes).info();
      case WEBP -> WebpHeader.read(bytes);
      case TIFF -> TiffHeader.read(bytes);
    };
  }

  /**
   * The pixels as Pillow's {@code Image.open(file).convert("RGB")} gives them: orientation and
   * colour profiles are not applied; alpha is dropped, not composited; palettes are looked up; grey
   * is repeated; 16-bit colours lose their low byte, but 16-bit grey is cut off at 255, so that
   * nearly all of it turns white; CMYK is taken as Adobe writes it, inverted; of an animation the
   * first frame is taken. Pixels equal Pillow's to the bit, but for lossy WebP, which differs by
   * about a level. Stricter than Pillow in one point: data that stop too soon or fail their
   * checksum are refused, not filled up. TIFF is recognised but not decoded.
   *
   * @param maxPixels checked against the header before anything is decoded
   * @throws CurationException MEDIA_UNREADABLE, MEDIA_TRUNCATED, or MEDIA_TOO_LARGE
   */
  public static RgbImage decode(byte[] bytes, long maxPixels) {
    PictureInfo info = inspect(bytes);
    long limit = Math.min(maxPixels, RgbImage.MAX_PIXELS);
    if (info.size().area() > limit) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          info.format()
              + " has "
              + info.size()
              + " = "
              + info.size().area()
              + " pixels; at most "
              + limit
              + " are allowed");
    }
    return DecodeRoom.SHARED.decoded(info.size().area(), () -> decode(bytes, info));
  }

  private static RgbImage decode(byte[] bytes, PictureInfo info) {
    return switch (info.format()) {
      case JPEG -> JpegDecoder.decode(bytes);
      case PNG -> PngDecoder.decode(bytes);
      case GIF -> GifDecoder.decode(bytes);
      case BMP -> BmpDecoder.decode(bytes);
      case WEBP -> WebpDecoder.decode(bytes, info.size());
      case TIFF -> throw notDecoded(info.format());
    };
  }

  private static CurationException notDecoded(PictureFormat format) {
    return new CurationException(
        Reason.MEDIA_UNREADABLE,
        "the picture is a "
            + format
            + ", which is not decoded here; JPEG, PNG, GIF, BMP and WEBP are: convert it first");
  }

  private static PictureFormat format(byte[] bytes) {
    HeaderBytes start = new HeaderBytes(bytes, PictureFormat.PNG, ByteOrder.BIG_ENDIAN);
    if (start.has(0, "\u00ff\u00d8\u00ff")) {
      return PictureFormat.JPEG;
    }
    if (start.has(0, PngHeader.SIGNATURE)) {
      return PictureFormat.PNG;
    }
    if (start.has(0, "GIF87a") || start.has(0, "GIF89a")) {
      return PictureFormat.GIF;
    }
    if (start.has(0, "RIFF") && start.has(8, "WEBP")) {
      return PictureFormat.WEBP;
    }
    if (start.has(0, "II*\0") || start.has(0, "MM\0*")) {
      return PictureFormat.TIFF;
    }
    if (start.has(0, "BM")) {
      return PictureFormat.BMP;
    }
    throw new CurationException(Reason.MEDIA_UNREADABLE, Magic.complaint(bytes));
  }
}
