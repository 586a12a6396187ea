package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Orientation;
import io.github.oryxcuration.core.picture.PictureInfo;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.MediaSpec.Check;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.util.List;
import java.util.Locale;

/** Probes and stores single pictures. */
final class PictureMedia {
  private final MediaSpec spec;
  private final JpegEncoder jpeg;

  PictureMedia(MediaSpec spec, JpegEncoder jpeg) {
    this.spec = spec;
    this.jpeg = jpeg;
  }

  MediaProbe probe(String path, byte[] bytes, String sha256) {
    PictureInfo info = located(path, () -> Pictures.inspect(bytes));
    Size size = info.uprightSize();
    if (size.area() > spec.maxPixels()) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: %s are %d pixels, %d allowed (media.max_pixels)",
              path,
              size,
              size.area(),
              spec.maxPixels()));
    }
    if (spec.check() == Check.DECODE) {
      located(path, () -> Pictures.decode(bytes, spec.maxPixels()));
    }
    return new MediaProbe(
        path,
        sha256,
        bytes.length,
        info.format().extension(),
        size.width(),
        size.height(),
        info.orientation().exif(),
        1,
        0,
        0,
        false);
  }

  /** Whether the bytes are stored as they are. */
  boolean passesThrough(MediaProbe probe) {
    return probe.orientation() == 1 && storedSize(probe).equals(size(probe));
  }

  Size storedSize(MediaProbe probe) {
    return spec.limitSide() == 0 ? size(probe) : FrameFit.shrunk(size(probe), spec.limitSide());
  }

  private static Size size(MediaProbe probe) {
    return new Size(probe.width(), probe.height());
  }

  /** The picture as a shard stores it; what was done to it is added to {@code steps}. */
  Frame store(byte[] bytes, MediaProbe probe, int index, List<String> steps) {
    if (passesThrough(probe)) {
      return Frame.picture(
          EncodedPicture.of(bytes),
          name(index, probe.format()),
          index,
          probe.width(),
          probe.height(),
          probe.sha256());
    }
    RgbImage image = located(probe.path(), () -> Pictures.decode(bytes, spec.maxPixels()));
    if (probe.orientation() != 1) {
      image = Orientation.ofExif(probe.orientation()).apply(image);
      steps.add("exif-orientation-" + probe.orientation() + "-applied");
    }
    Size size = storedSize(probe);
    if (!size.equals(image.size())) {
      steps.add("resized-" + image.size() + "-to-" + size);
      image = PillowBicubic.resize(image, size.width(), size.height());
    }
    byte[] encoded = jpeg.encode(image);
    steps.add("encoded-jpeg-" + spec.jpegQuality());
    return Frame.picture(
        EncodedPicture.of(encoded),
        name(index, "jpg"),
        index,
        size.width(),
        size.height(),
        Digest.hex(encoded));
  }

  static String name(long index, String extension) {
    return String.format(Locale.ROOT, "%05d.%s", index, extension);
  }

  /** Puts the medium's name before what a reader of bytes says. */
  static <T> T located(String path, java.util.function.Supplier<T> read) {
    try {
      return read.get();
    } catch (CurationException e) {
      if (e.explanation().startsWith(path)) {
        throw e;
      }
      throw new CurationException(e.reason(), path + ": " + e.explanation(), e);
    }
  }
}
