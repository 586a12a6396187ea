package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameGeometry;
import io.github.oryxcuration.core.geometry.ImageGeometry;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.vision.Compression;
import io.github.oryxcuration.runtime.vision.Visual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How media become pixels for the networks: {@code mm_utils.py} of Oryx (arXiv 2409.12961), with
 * the settings of every published script, to the last bit.
 *
 * @param maxSide a picture keeps at most its square in pixels
 * @param video which frames of a video are shown
 * @param longVideo which frames of a long video are shown
 */
public record MediaRules(int maxSide, FrameRule video, FrameRule longVideo) {
  /** What the reference's inference does. */
  public static MediaRules published() {
    return new MediaRules(ImageGeometry.MAX_SIDE, FrameRule.inference(), FrameRule.longVideo());
  }

  /**
   * The same, but every frame is shown: of samples, whose frames were chosen when they were made.
   */
  public static MediaRules allFrames() {
    return published().withFrames(FrameRule.all());
  }

  /** The same with other frames. */
  public MediaRules withFrames(FrameRule rule) {
    return new MediaRules(maxSide, rule, rule);
  }

  /**
   * The pixels that the networks see.
   *
   * @throws CurationException EXTREME_ASPECT where a side would have no pixels, NO_FRAMES,
   *     MEDIA_TRUNCATED where some do not decode, MEDIA_UNREADABLE where they differ in size, or
   *     what reading a frame throws
   */
  public Visual prepare(Medium medium) {
    if (medium instanceof Medium.Picture picture) {
      return views(picture.image());
    } else if (medium instanceof Medium.Video clip) {
      return frames(clip.frames(), video, FrameGeometry::video, Compression.VIDEO);
    } else if (medium instanceof Medium.LongVideo clip) {
      return frames(clip.frames(), longVideo, FrameGeometry::videoLong, Compression.LONG_VIDEO);
    }
    throw new IllegalStateException("unknown medium " + medium);
  }

  private Visual views(RgbImage image) {
    ImageGeometry geometry = ImageGeometry.of(image.size(), maxSide, 0);
    RgbImage high = image;
    RgbImage low = image;
    for (Size size : geometry.resizes()) { // each from the result of the one before
      high = low;
      low = PillowBicubic.resize(low, size.width(), size.height());
    }
    return new Visual.TwoViews(low, high);
  }

  private static Visual frames(
      FrameSource source,
      FrameRule rule,
      Function<Size, FrameGeometry> geometry,
      Compression compression) {
    if (source.count() < 1) {
      throw new CurationException(Reason.NO_FRAMES, "the video has no frames");
    }
    int[] moments = rule.choose(source.count());
    int[] wanted = Arrays.stream(moments).distinct().toArray();
    FrameCollector collector = new FrameCollector(geometry);
    source.read(wanted, collector);
    if (collector.frames.size() < wanted.length) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "of the "
              + wanted.length
              + " frames to be shown, "
              + collector.frames.size()
              + " could be decoded");
    }
    List<Integer> order =
        Arrays.stream(moments).map(index -> Arrays.binarySearch(wanted, index)).boxed().toList();
    return new Visual.Frames(collector.frames, order, compression);
  }

  /** Brings frames to their final size as they come. */
  private static final class FrameCollector implements FrameSource.Taker {
    private final Function<Size, FrameGeometry> geometry;
    private final List<RgbImage> frames = new ArrayList<>();
    private @Nullable Size size;

    FrameCollector(Function<Size, FrameGeometry> geometry) {
      this.geometry = geometry;
    }

    @Override
    public void take(int index, RgbImage frame) {
      if (size != null && !frame.size().equals(size)) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            "frame "
                + index
                + " is "
                + frame.size()
                + ", but those before it are "
                + size
                + "; all frames of a video must have one size");
      }
      size = frame.size();
      Size resized = geometry.apply(frame.size()).resized();
      frames.add(PillowBicubic.resize(frame, resized.width(), resized.height()));
    }
  }
}
