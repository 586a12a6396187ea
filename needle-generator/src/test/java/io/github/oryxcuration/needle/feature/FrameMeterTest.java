package io.github.oryxcuration.needle.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.needle.film.MovieNetFixture;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FrameMeterTest {
  private static final RgbImage SCENE = MovieNetFixture.scene(5, 426, 240);

  private static String objection(RgbImage image) {
    return Quality.DEFAULT.objection(FrameMeter.measure(image));
  }

  @Test
  void soundFrameHasNoObjection() {
    assertThat(objection(SCENE)).isEmpty();
  }

  @Test
  void blackWhiteFadedAndEvenFramesAreToldApart() {
    assertThat(objection(RgbImage.filled(426, 240, 3, 3, 3)))
        .isEqualTo("black: 1.00 of it is dark, 0.90 allowed");
    assertThat(objection(RgbImage.filled(426, 240, 250, 250, 250)))
        .isEqualTo("white: 1.00 of it is bright, 0.90 allowed");
    assertThat(objection(RgbImage.filled(426, 240, 90, 120, 30)))
        .isEqualTo("a fade or of one colour: contrast 0, at least 48");
    assertThat(objection(mixed(SCENE, 0.15))).startsWith("a fade or of one colour: contrast ");
  }

  private static RgbImage mixed(RgbImage image, double share) {
    byte[] rgb = new byte[image.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (60 + share * (image.rgb()[i] & 0xff));
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  @Test
  void blurredFrameIsRefusedAndItsSharpOriginalIsNot() {
    RgbImage small = PillowBicubic.resize(SCENE, 14, 8);

    assertThat(objection(PillowBicubic.resize(small, 426, 240))).startsWith("blurred: sharpness ");
  }

  @Test
  void pageOfLetteringIsATitle() {
    byte[] rgb = new byte[426 * 240 * 3];
    for (int line = 0; line < 5; line++) {
      for (int y = 40 + line * 32; y < 54 + line * 32; y++) {
        for (int x = 80; x < 340; x++) {
          boolean ink = x / 4 % 2 == 0;
          for (int c = 0; c < 3; c++) {
            rgb[(y * 426 + x) * 3 + c] = (byte) (ink ? 230 : 10);
          }
        }
      }
    }

    assertThat(objection(new RgbImage(426, 240, rgb))).startsWith("a title or credits: lettering ");
  }

  @Test
  void blackBarsAreNoPartOfWhatIsCompared() {
    RgbImage bars = RgbImage.filled(426, 300, 0, 0, 0);
    System.arraycopy(SCENE.rgb(), 0, bars.rgb(), 426 * 30 * 3, SCENE.rgb().length);

    FrameFeatures plain = FrameMeter.measure(SCENE);
    FrameFeatures letterboxed = FrameMeter.measure(bars);

    assertThat(letterboxed).isEqualTo(plain);
  }

  @Test
  void compressionAndScalingKeepAFrameNearAndOtherFramesAreFar() {
    FrameFeatures original = FrameMeter.measure(SCENE);
    FrameFeatures compressed =
        FrameMeter.measure(Pictures.decode(MovieNetFixture.jpeg(SCENE), 1 << 20));
    FrameFeatures half = FrameMeter.measure(PillowBicubic.resize(SCENE, 213, 120));

    assertThat(original.hashDistance(compressed)).isLessThanOrEqualTo(2);
    assertThat(original.hashDistance(half)).isLessThanOrEqualTo(4);
    assertThat(original.structureDistance(half)).isLessThan(2);
    for (long seed = 6; seed < 60; seed++) {
      FrameFeatures other = FrameMeter.measure(MovieNetFixture.scene(seed, 426, 240));
      assertThat(original.hashDistance(other)).isGreaterThan(8);
      assertThat(original.structureDistance(other)).isGreaterThan(6);
    }
  }

  @Test
  void frameOfAFewPixelsIsRefused() {
    assertThatThrownBy(() -> FrameMeter.measure(RgbImage.filled(3, 9, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a frame must be at least 4x4, but was " + new Size(3, 9));
  }

  @Test
  void threeImagesOfTheFirstShotOfTheSharedFilmAreOneFrame() {
    Path folder = SharedFiles.shared("data/movienet/240P/tt9000001");
    FrameFeatures[] frames = new FrameFeatures[3];
    for (int i = 0; i < 3; i++) {
      String name = String.format(Locale.ROOT, "shot_0000_img_%d.jpg", i);
      frames[i] =
          FrameMeter.measure(Pictures.decode(SharedFiles.bytes(folder.resolve(name)), 1 << 20));
    }

    assertThat(frames[1]).isEqualTo(frames[0]);
    assertThat(frames[2]).isEqualTo(frames[0]);
    assertThat(Quality.DEFAULT.objection(frames[0])).isEmpty();
  }
}
