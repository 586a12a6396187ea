package io.github.oryxcuration.core.budget;

import io.github.oryxcuration.core.geometry.Letterbox;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.recipe.MediaSpec.Fit;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Modality;

/**
 * The size at which the frames of a video are stored.
 *
 * @param canvas width and height of the stored picture
 * @param content the part that holds the frame, centred; equal to the canvas without padding
 */
public record FrameFit(Size canvas, Size content) {

  /**
   * Chooses the stored size.
   *
   * @param source size of the decoded frames
   */
  public static FrameFit of(Fit fit, Size source, Modality modality, TrainerSpec trainer) {
    return switch (fit) {
      case STRETCH -> whole(new TrainersEye(trainer).resized(modality, source));
      case PAD -> {
        Letterbox box =
            Letterbox.of(
                source,
                TrainersEye.multiple(modality),
                trainer.frameMinSide(),
                trainer.frameMaxSide());
        yield new FrameFit(box.canvas(), box.content());
      }
      case KEEP -> whole(shrunk(source, trainer.frameMaxSide()));
    };
  }

  private static FrameFit whole(Size size) {
    return new FrameFit(size, size);
  }

  /** Scaled down to the area of {@code side}², proportions kept to a pixel; never enlarged. */
  public static Size shrunk(Size source, int side) {
    double area = (double) source.width() * source.height();
    double most = (double) side * side;
    if (area <= most) {
      return source;
    }
    double scale = Math.sqrt(most / area);
    return new Size(
        Math.max(1, (int) (source.width() * scale)), Math.max(1, (int) (source.height() * scale)));
  }

  /** What a person sees of a frame: padding excluded, stretching undone. */
  public Size shown(Size source) {
    return content.equals(canvas) ? source : canvas;
  }
}
