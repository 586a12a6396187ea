package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.MarkStamp;
import io.github.oryxcuration.core.picture.Orientation;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Probes and stores views of a scene; marks are drawn after the last resize. */
final class ViewsMedia {
  /** Begins the format word of such scenes. */
  private static final String FORMAT = "views-";

  private final MediaSpec spec;
  private final JpegEncoder jpeg;
  private final PictureMedia pictures;
  private final VideoMedia videos;
  private final PictureSource source;

  ViewsMedia(
      MediaSpec spec,
      JpegEncoder jpeg,
      PictureMedia pictures,
      VideoMedia videos,
      PictureSource source) {
    this.spec = spec;
    this.jpeg = jpeg;
    this.pictures = pictures;
    this.videos = videos;
    this.source = source;
  }

  /** Every view is looked at; all must be of one size. */
  Probed probe(String path, MediaRef.Views scene) throws IOException {
    if (scene.views().isEmpty()) {
      throw new CurationException(Reason.NO_FRAMES, path + ": has no views");
    }
    if (scene.areOfVideo()) {
      List<Long> frames = scene.views().stream().map(MediaRef.View::index).toList();
      return videos.probePicked(scene.path(), videos.digest(scene.path()), frames).at(path);
    }
    MessageDigest sha = Digest.create();
    long bytes = 0;
    MediaProbe first = null;
    List<FramePick> picks = new ArrayList<>();
    for (MediaRef.View view : scene.views()) {
      byte[] picture = source.picture(view.picture());
      String name = name(path, view);
      MediaProbe probe = pictures.probe(name, picture, "");
      first = first == null ? probe : first;
      if (probe.width() != first.width() || probe.height() != first.height()) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            String.format(
                Locale.ROOT,
                "%s is %dx%d, but the first view is %dx%d; the trainer stacks frames of one size",
                name,
                probe.width(),
                probe.height(),
                first.width(),
                first.height()));
      }
      sha.update(picture);
      bytes += picture.length;
      picks.add(new FramePick(view.index(), view.seconds()));
    }
    MediaProbe head = java.util.Objects.requireNonNull(first);
    return new Probed(
        new MediaProbe(
            path,
            HexFormat.of().formatHex(sha.digest()),
            bytes,
            FORMAT + head.format(),
            head.width(),
            head.height(),
            head.orientation(),
            picks.size(),
            0,
            0,
            false),
        picks);
  }

  /** The picked views as the shard stores them; all are read again, so that a change is noticed. */
  List<Frame> store(
      MediaRef.Views scene,
      MediaProbe probe,
      List<FramePick> picks,
      FrameFit fit,
      List<String> steps)
      throws IOException {
    List<Mark> marks = scene.stamped() ? marks(scene, probe, picks, fit) : List.of();
    steps.add("tracked-" + scene.tracker());
    if (scene.areOfVideo()) {
      return storeVideo(scene, probe, picks, fit, marks, steps);
    }
    MessageDigest sha = Digest.create();
    List<Frame> frames = new ArrayList<>();
    for (MediaRef.View view : scene.views()) {
      byte[] bytes = source.picture(view.picture());
      sha.update(bytes);
      int place = place(picks, view.index());
      if (place >= 0) {
        frames.add(store(bytes, view, probe, fit, onView(marks, place)));
      }
    }
    MediaBytes.checkUnchanged(probe, HexFormat.of().formatHex(sha.digest()));
    steps.add("resized-" + probe.width() + "x" + probe.height() + "-to-" + fit.content());
    if (!fit.content().equals(fit.canvas())) {
      steps.add("padded-" + fit.content() + "-to-" + fit.canvas());
    }
    if (scene.stamped()) {
      steps.add("stamped-marks-" + marks.size());
    }
    steps.add("encoded-jpeg-" + spec.jpegQuality());
    return frames;
  }

  private List<Frame> storeVideo(
      MediaRef.Views scene,
      MediaProbe probe,
      List<FramePick> picks,
      FrameFit fit,
      List<Mark> marks,
      List<String> steps)
      throws IOException {
    MediaBytes.checkUnchanged(probe, videos.digest(scene.path()));
    if (scene.stamped()) {
      steps.add("stamped-marks-" + marks.size());
    }
    return videos.store(
        new Probed(probe, picks).at(scene.path()).probe(),
        picks,
        fit,
        (index, image) -> {
          List<Mark> here = onView(marks, place(picks, index));
          return here.isEmpty() ? image : MarkStamp.stamped(image, here);
        },
        steps);
  }

  private Frame store(
      byte[] bytes, MediaRef.View view, MediaProbe probe, FrameFit fit, List<Mark> marks) {
    RgbImage image =
        PictureMedia.located(
            name(probe.path(), view), () -> Pictures.decode(bytes, spec.maxPixels()));
    image = Orientation.ofExif(probe.orientation()).apply(image);
    Size content = fit.content();
    Size canvas = fit.canvas();
    image = PillowBicubic.resize(image, content.width(), content.height());
    image = image.padded(canvas, left(fit), top(fit));
    if (!marks.isEmpty()) {
      image = MarkStamp.stamped(image, marks);
    }
    byte[] encoded = jpeg.encode(image);
    return new Frame(
        EncodedPicture.of(encoded),
        PictureMedia.name(view.index(), "jpg"),
        view.index(),
        view.seconds(),
        canvas.width(),
        canvas.height(),
        Digest.hex(encoded));
  }

  /** The marks on picked views, in pixels of the stored frames and numbered by their places. */
  static List<Mark> marks(
      MediaRef.Views scene, MediaProbe probe, List<FramePick> picks, FrameFit fit) {
    double sx = (double) fit.content().width() / probe.width();
    double sy = (double) fit.content().height() / probe.height();
    List<Mark> marks = new ArrayList<>();
    for (Mark mark : scene.marks()) {
      int place = place(picks, scene.views().get(mark.view()).index());
      if (place >= 0) {
        marks.add(
            new Mark(
                mark.id(),
                place,
                (mark.x() + 0.5) * sx - 0.5 + left(fit),
                (mark.y() + 0.5) * sy - 0.5 + top(fit),
                mark.area() * sx * sy,
                mark.label()));
      }
    }
    return marks;
  }

  private static List<Mark> onView(List<Mark> marks, int view) {
    return marks.stream().filter(mark -> mark.view() == view).toList();
  }

  private static int place(List<FramePick> picks, long index) {
    for (int i = 0; i < picks.size(); i++) {
      if (picks.get(i).index() == index) {
        return i;
      }
    }
    return -1;
  }

  private static int left(FrameFit fit) {
    return (fit.canvas().width() - fit.content().width()) / 2;
  }

  private static int top(FrameFit fit) {
    return (fit.canvas().height() - fit.content().height()) / 2;
  }

  private static String name(String path, MediaRef.View view) {
    return path + ", frame " + view.index();
  }
}
