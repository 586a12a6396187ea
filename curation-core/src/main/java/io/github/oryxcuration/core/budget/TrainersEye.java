package io.github.oryxcuration.core.budget;

import io.github.oryxcuration.core.geometry.FrameGeometry;
import io.github.oryxcuration.core.geometry.ImageGeometry;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.geometry.VisualTokens;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Modality;
import java.util.List;

/**
 * Sees a sample as the Oryx trainer will: sizes after its resize, tokens, distortion (Oryx {@code
 * mm_utils.py} and {@code train.py}; the rules are in {@code core.geometry}).
 */
public final class TrainersEye {
  /** The trainer draws 3 to 4 times frames_upbound frames of a long video. */
  public static final int LONG_FACTOR = 4;

  private final TrainerSpec trainer;

  public TrainersEye(TrainerSpec trainer) {
    this.trainer = trainer;
  }

  public Budget text(long textTokens, boolean estimated) {
    return new Budget(0, 0, 0, 0, textTokens, textTokens, estimated, 1, textTokens > limit());
  }

  /**
   * A sample of pictures.
   *
   * @param stored sizes of the pictures as they will lie in the shard
   */
  public Budget pictures(List<Size> stored, long textTokens, boolean estimated) {
    long visual = 0;
    double distortion = 1;
    Size first = null;
    for (Size size : stored) {
      ImageGeometry geometry =
          ImageGeometry.of(size, trainer.imageMaxSide(), trainer.imageBaseSide());
      visual += VisualTokens.image(geometry);
      distortion = Math.max(distortion, factor(size, geometry.high()));
      first = first == null ? geometry.high() : first;
    }
    if (first == null) {
      return text(textTokens, estimated);
    }
    long total = visual + textTokens;
    return new Budget(
        first.width(),
        first.height(),
        stored.size(),
        visual,
        textTokens,
        total,
        estimated,
        distortion,
        total > limit());
  }

  /**
   * A sample of frames of one size.
   *
   * @param frames that the sample keeps
   * @param stored their size in the shard
   * @param shown the size whose proportions a person would see; differs from {@code stored} where
   *     frames were stretched already
   */
  public Budget frames(
      Modality modality, int frames, Size stored, Size shown, long textTokens, boolean estimated) {
    Size resized = resized(modality, stored);
    int seen = Math.min(frames, maxFrames(modality));
    long visual =
        modality == Modality.VIDEO_LONG
            ? VisualTokens.videoLong(seen, resized)
            : VisualTokens.video(seen, resized);
    long total = visual + textTokens;
    return new Budget(
        resized.width(),
        resized.height(),
        seen,
        visual,
        textTokens,
        total,
        estimated,
        factor(shown, resized),
        total > limit());
  }

  /** How many frames fit beside the text; less than 1 if not even one does. */
  public long framesThatFit(Modality modality, Size stored, long textTokens) {
    Size resized = resized(modality, stored);
    boolean longVideo = modality == Modality.VIDEO_LONG;
    long one = longVideo ? VisualTokens.videoLong(1, resized) : VisualTokens.video(1, resized);
    long each = longVideo ? VisualTokens.videoLongFrame(resized) : VisualTokens.videoFrame(resized);
    long left = limit() - textTokens - one;
    return left < 0 ? 0 : 1 + left / each;
  }

  /** The most frames that the trainer looks at. */
  public int maxFrames(Modality modality) {
    return modality == Modality.VIDEO_LONG
        ? LONG_FACTOR * trainer.maxFrames()
        : trainer.maxFrames();
  }

  /** What the trainer makes of a frame's size. */
  public Size resized(Modality modality, Size stored) {
    return FrameGeometry.of(
            stored, multiple(modality), trainer.frameMinSide(), trainer.frameMaxSide())
        .resized();
  }

  /** Sides of frames are multiples of this many pixels. */
  public static int multiple(Modality modality) {
    return modality == Modality.VIDEO_LONG
        ? FrameGeometry.LONG_MULTIPLE
        : FrameGeometry.VIDEO_MULTIPLE;
  }

  private int limit() {
    return trainer.maxTokens();
  }

  private static double factor(Size before, Size after) {
    double a = (double) before.width() / before.height();
    double b = (double) after.width() / after.height();
    return Math.max(a / b, b / a);
  }
}
