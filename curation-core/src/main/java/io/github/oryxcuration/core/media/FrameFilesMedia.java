package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Orientation;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.MediaSpec.CorruptTail;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Probes and stores videos that lie as pictures, one per frame. */
final class FrameFilesMedia {
  /** Begins the format word of such videos. */
  static final String FORMAT = "frames-";

  private final MediaSpec spec;
  private final JpegEncoder jpeg;
  private final PictureMedia pictures;
  private final int maxFrames;

  FrameFilesMedia(MediaSpec spec, JpegEncoder jpeg, PictureMedia pictures, int maxFrames) {
    this.spec = spec;
    this.jpeg = jpeg;
    this.pictures = pictures;
    this.maxFrames = maxFrames;
  }

  /**
   * Looks at the frames that the trainer's rule picks: all, or as many as it keeps, spread
   * uniformly. Needles and other long videos keep all, because their samples count them.
   */
  Probed probe(String path, FrameFiles files, Modality modality) throws IOException {
    if (files.count() == 0) {
      throw new CurationException(Reason.NO_FRAMES, path + ": holds no frames");
    }
    if (files.count() > spec.maxFrames()) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: %d frames, %d allowed (media.max_frames)",
              path,
              files.count(),
              spec.maxFrames()));
    }
    int good = files.count();
    while (true) {
      int[] picks = pick(good, modality);
      int bad = -1;
      try {
        return probe(path, files, picks, good, good < files.count());
      } catch (BadFrame e) {
        if (spec.corruptTail() == CorruptTail.QUARANTINE || e.frame == 0) {
          throw e.reason;
        }
        bad = e.frame;
      }
      good = bad;
    }
  }

  private int[] pick(int count, Modality modality) {
    int max = modality == Modality.VIDEO_LONG ? count : maxFrames;
    return FrameSampling.training(count, max);
  }

  private Probed probe(String path, FrameFiles files, int[] picks, int count, boolean truncated)
      throws IOException, BadFrame {
    MessageDigest sha = Digest.create();
    long bytes = 0;
    MediaProbe first = null;
    List<FramePick> frames = new ArrayList<>();
    for (int frame : picks) {
      byte[] picture;
      MediaProbe probe;
      try {
        picture = files.bytes(frame);
        probe = pictures.probe(files.name(frame), picture, "");
      } catch (CurationException e) {
        throw new BadFrame(frame, e);
      }
      first = first == null ? probe : first;
      if (probe.width() != first.width() || probe.height() != first.height()) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            String.format(
                Locale.ROOT,
                "%s: %s is %dx%d, but the first frame is %dx%d; the trainer stacks frames of one"
                    + " size",
                path,
                files.name(frame),
                probe.width(),
                probe.height(),
                first.width(),
                first.height()));
      }
      sha.update(picture);
      bytes += picture.length;
      frames.add(new FramePick(frame, Frame.NO_TIME));
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
            count,
            0,
            0,
            truncated),
        frames);
  }

  /**
   * The frames of a sample as the shard stores them; of {@code bgr} ones red and blue are exchanged
   * back. All frames that were probed are read again, so that a change of any is noticed, also
   * where the budget keeps fewer.
   */
  List<Frame> store(
      FrameFiles files,
      MediaProbe probe,
      List<FramePick> picks,
      Modality modality,
      FrameFit fit,
      boolean bgr,
      List<String> steps)
      throws IOException {
    MessageDigest sha = Digest.create();
    List<Frame> frames = new ArrayList<>();
    Iterator<FramePick> wanted = picks.iterator();
    FramePick next = wanted.hasNext() ? wanted.next() : null;
    for (int frame : pick((int) Math.min(probe.frames(), files.count()), modality)) {
      byte[] bytes = files.bytes(frame);
      sha.update(bytes);
      if (next != null && next.index() == frame) {
        frames.add(store(files.name(frame), bytes, next, fit, bgr));
        next = wanted.hasNext() ? wanted.next() : null;
      }
    }
    MediaBytes.checkUnchanged(probe, HexFormat.of().formatHex(sha.digest()));
    if (probe.truncated()) {
      steps.add("corrupt-tail-cut-after-" + probe.frames() + "-frames");
    }
    if (bgr) {
      steps.add("red-and-blue-exchanged");
      steps.add("encoded-jpeg-" + spec.jpegQuality());
    }
    if (!fit.canvas().equals(new Size(probe.width(), probe.height()))) {
      steps.add("padded-" + fit.content() + "-to-" + fit.canvas());
    }
    return frames;
  }

  private Frame store(String name, byte[] bytes, FramePick pick, FrameFit fit, boolean bgr) {
    MediaProbe probe = pictures.probe(name, bytes, "");
    boolean untouched =
        !bgr
            && probe.orientation() == 1
            && fit.canvas().equals(new Size(probe.width(), probe.height()));
    byte[] stored = untouched ? bytes : reencode(bytes, probe, fit, bgr);
    return new Frame(
        EncodedPicture.of(stored),
        PictureMedia.name(pick.index(), untouched ? probe.format() : "jpg"),
        pick.index(),
        pick.seconds(),
        fit.canvas().width(),
        fit.canvas().height(),
        Digest.hex(stored));
  }

  /** An encoded picture as a frame among others; its bytes are kept where they fit as they are. */
  Frame inserted(String path, byte[] bytes, int position, Size canvas) {
    MediaProbe probe = pictures.probe(path, bytes, "");
    boolean fits =
        probe.orientation() == 1
            && probe.format().equals("jpg")
            && canvas.equals(new Size(probe.width(), probe.height()));
    if (fits) {
      return frame(bytes, position, canvas);
    }
    RgbImage image = Pictures.decode(bytes, spec.maxPixels());
    return inserted(Orientation.ofExif(probe.orientation()).apply(image), position, canvas);
  }

  /** A picture as a frame among others of one size: whole, centred, with its proportions. */
  Frame inserted(RgbImage image, int position, Size canvas) {
    double scale =
        Math.min(
            (double) canvas.width() / image.width(), (double) canvas.height() / image.height());
    Size content =
        new Size(
            Math.max(1, (int) Math.round(image.width() * scale)),
            Math.max(1, (int) Math.round(image.height() * scale)));
    return frame(encode(image, new FrameFit(canvas, content)), position, canvas);
  }

  private static Frame frame(byte[] stored, int position, Size canvas) {
    return new Frame(
        EncodedPicture.of(stored),
        PictureMedia.name(position, "jpg"),
        position,
        Frame.NO_TIME,
        canvas.width(),
        canvas.height(),
        Digest.hex(stored));
  }

  private byte[] reencode(byte[] bytes, MediaProbe probe, FrameFit fit, boolean bgr) {
    RgbImage image = Pictures.decode(bytes, spec.maxPixels());
    image = bgr ? image.withRedAndBlueExchanged() : image;
    return encode(Orientation.ofExif(probe.orientation()).apply(image), fit);
  }

  private byte[] encode(RgbImage image, FrameFit fit) {
    Size content = fit.content();
    Size canvas = fit.canvas();
    RgbImage scaled = PillowBicubic.resize(image, content.width(), content.height());
    int x = (canvas.width() - content.width()) / 2;
    int y = (canvas.height() - content.height()) / 2;
    return jpeg.encode(scaled.padded(canvas, x, y));
  }

  /** One frame cannot be read; those before it may be used. */
  private static final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    private final int frame;
    private final CurationException reason;

    BadFrame(int frame, CurationException reason) {
      super(reason);
      this.frame = frame;
      this.reason = reason;
    }
  }
}
