package io.github.oryxcuration.core.media;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.MediaSpec.CorruptTail;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.DecodeReport;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.VideoInfo;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Probes and stores videos in a file of their own. */
final class VideoMedia {
  private final MediaSpec spec;
  private final TrainerSpec trainer;
  private final JpegEncoder jpeg;
  private final VideoLimits limits;

  VideoMedia(MediaSpec spec, TrainerSpec trainer, JpegEncoder jpeg) {
    this.spec = spec;
    this.jpeg = jpeg;
    this.trainer = trainer;
    this.limits = new VideoLimits(spec.maxPixels(), spec.maxFrames(), spec.maxSeconds());
  }

  /** sha256 of a whole file; a missing or oversized one is told as such. */
  String digest(String path) throws IOException {
    MediaBytes.checkSize(path, spec.maxBytes());
    MessageDigest sha = Digest.create();
    ByteBuffer block = ByteBuffer.allocate(1 << 18);
    try (SeekableByteChannel channel = Storage.open(path)) {
      while (channel.read(block.clear()) >= 0) {
        sha.update(block.flip());
      }
    } catch (FileNotFoundException e) {
      throw Unreadable.of(path, path, e);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  Probed probe(String path, String sha256, Modality modality) throws IOException {
    return probe(path, sha256, info -> picks(info, modality));
  }

  /** A video of which the frames are given. */
  Probed probePicked(String path, String sha256, List<Long> frames) throws IOException {
    return probe(path, sha256, info -> given(path, info, frames));
  }

  private static List<FramePick> given(String path, VideoInfo info, List<Long> frames) {
    List<FramePick> picks = new ArrayList<>();
    for (long frame : frames) {
      if (frame >= info.frames()) {
        throw new CurationException(
            Reason.MEDIA_TRUNCATED,
            String.format(
                Locale.ROOT,
                "%s: frame %d is wanted, but the video has only %d",
                path,
                frame,
                info.frames()));
      }
      int index = Math.toIntExact(frame);
      picks.add(new FramePick(index, Math.max(0, info.times().seconds(index))));
    }
    return picks;
  }

  private Probed probe(String path, String sha256, Function<VideoInfo, List<FramePick>> picks)
      throws IOException {
    VideoInfo info;
    long bytes;
    try (SeekableByteChannel channel = Storage.open(path)) {
      bytes = channel.size();
      info = Videos.inspect(channel, path, limits);
    }
    if (info.frames() == 0) {
      throw new CurationException(Reason.NO_FRAMES, path + ": the video holds no frames");
    }
    if (info.truncated() && spec.corruptTail() == CorruptTail.QUARANTINE) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          String.format(
              Locale.ROOT,
              "%s: breaks off after %d frames; media.corrupt_tail: keep_frames would use those",
              path,
              info.frames()));
    }
    MediaProbe probe =
        new MediaProbe(
            path,
            sha256,
            bytes,
            info.codec(),
            info.width(),
            info.height(),
            1,
            info.frames(),
            info.framesPerSecond(),
            info.seconds(),
            info.truncated());
    return new Probed(probe, picks.apply(info));
  }

  /** Frames at the recipe's rate, thinned to its bound; the first at or after each moment. */
  private List<FramePick> picks(VideoInfo info, Modality modality) {
    int max = trainer.maxFrames() * (modality == Modality.VIDEO_LONG ? 4 : 1);
    int frames = Math.toIntExact(info.frames());
    int[] indexes;
    if (info.constantRate() && info.framesPerSecond() > 0) {
      indexes =
          FrameSampling.sampled(frames, info.framesPerSecond(), trainer.framesPerSecond(), max);
    } else {
      indexes =
          FrameSampling.sampledByTime(info.times().toMicros(), trainer.framesPerSecond(), max);
    }
    List<FramePick> picks = new ArrayList<>();
    for (int index : indexes) {
      picks.add(new FramePick(index, Math.max(0, info.times().seconds(index))));
    }
    return picks;
  }

  /** What is drawn into a frame before it is encoded. */
  interface Finish {
    RgbImage of(long index, RgbImage image);
  }

  /**
   * Decodes, scales and encodes the picked frames; those that turn out not to decode are left out
   * where the recipe says so.
   */
  List<Frame> store(
      MediaProbe probe, List<FramePick> picks, FrameFit fit, Finish finish, List<String> steps)
      throws IOException {
    FrameRequest request =
        FrameRequest.of(picks.stream().mapToLong(FramePick::index).toArray())
            .paddedTo(
                fit.canvas().width(),
                fit.canvas().height(),
                fit.content().width(),
                fit.content().height(),
                RgbImage.MIDDLE_GREY);
    Map<Long, FramePick> wanted =
        picks.stream().collect(Collectors.toMap(FramePick::index, Function.identity()));
    List<Frame> frames = new ArrayList<>();
    DecodeReport report;
    try (SeekableByteChannel channel = Storage.open(probe.path())) {
      report =
          Videos.decode(
              channel,
              probe.path(),
              request,
              limits,
              frame -> {
                byte[] encoded = jpeg.encode(finish.of(frame.index(), frame.image()));
                FramePick pick = requireNonNull(wanted.get(frame.index()));
                frames.add(
                    new Frame(
                        EncodedPicture.of(encoded),
                        PictureMedia.name(pick.index(), "jpg"),
                        pick.index(),
                        pick.seconds(),
                        fit.canvas().width(),
                        fit.canvas().height(),
                        Digest.hex(encoded)));
              });
    }
    if (probe.truncated()) {
      steps.add("corrupt-tail-cut-after-" + probe.frames() + "-frames");
    }
    if (frames.size() < picks.size()) {
      tellMissing(probe, picks, frames, report, steps);
    }
    steps.add("frames-scaled-to-" + fit.content());
    if (!fit.content().equals(fit.canvas())) {
      steps.add("padded-to-" + fit.canvas());
    }
    steps.add("encoded-jpeg-" + spec.jpegQuality());
    return frames;
  }

  /** One frame as it is shown, at its own size. */
  RgbImage frame(String path, long index) throws IOException {
    List<RgbImage> found = new ArrayList<>();
    try (SeekableByteChannel channel = Storage.open(path)) {
      Videos.decode(
          channel, path, FrameRequest.of(index), limits, frame -> found.add(frame.image()));
    }
    if (found.isEmpty()) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED, path + ": frame " + index + " cannot be decoded");
    }
    return found.get(0);
  }

  private void tellMissing(
      MediaProbe probe,
      List<FramePick> picks,
      List<Frame> frames,
      DecodeReport report,
      List<String> steps) {
    String found =
        String.format(
            Locale.ROOT,
            "%s: %d of %d frames could be decoded%s",
            probe.path(),
            frames.size(),
            picks.size(),
            report.trouble().isEmpty() ? "" : " (" + report.trouble() + ")");
    if (frames.isEmpty()) {
      throw new CurationException(Reason.NO_FRAMES, found);
    }
    if (spec.corruptTail() == CorruptTail.QUARANTINE) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED, found + "; media.corrupt_tail: keep_frames would use those");
    }
    steps.add("lost-" + (picks.size() - frames.size()) + "-frames-that-do-not-decode");
  }
}
