package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.ImageGeometry;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Budget;
import java.util.List;
import java.util.Locale;

/** A picture: its header, whether it decodes, and what the trainer makes of it. */
final class PictureFacts {
  private PictureFacts() {}

  static Facts of(byte[] bytes, PictureInfo info, TrainerSpec trainer, long maxPixels) {
    Facts facts =
        new Facts()
            .add("kind", "picture")
            .add("bytes", bytes.length)
            .add("format", info.format().extension())
            .add("size", info.size().toString())
            .add("orientation", info.orientation().exif())
            .add("upright", info.uprightSize().toString())
            .add("colours", info.colors().name().toLowerCase(Locale.ROOT))
            .add("bits", info.bits())
            .add("animated", info.animated())
            .add("decodes", decodes(bytes, maxPixels));
    return trainer(facts, info.uprightSize(), trainer);
  }

  private static String decodes(byte[] bytes, long maxPixels) {
    try {
      Pictures.decode(bytes, maxPixels);
      return "yes";
    } catch (CurationException e) {
      return "no: " + e.reason() + ": " + e.explanation();
    }
  }

  private static Facts trainer(Facts facts, Size size, TrainerSpec trainer) {
    try {
      ImageGeometry geometry =
          ImageGeometry.of(size, trainer.imageMaxSide(), trainer.imageBaseSide());
      Budget budget = new TrainersEye(trainer).pictures(List.of(size), 0, false);
      return facts.add(
          "trainer",
          new Facts()
              .add("high resolution", geometry.high().toString())
              .add("low resolution", geometry.low().toString())
              .add("visual tokens", budget.visualTokens())
              .add("of", trainer.maxTokens())
              .add("distortion", Rounded.of(budget.distortion())));
    } catch (CurationException e) {
      return facts.add("trainer", e.reason() + ": " + e.explanation());
    }
  }
}
