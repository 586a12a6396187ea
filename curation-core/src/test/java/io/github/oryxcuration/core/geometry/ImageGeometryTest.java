package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageGeometryTest {
  /** The table of the reference facts, section 3.2: verified by running the reference. */
  @ParameterizedTest
  @CsvSource({
    "1280, 720, 1280x704, 512x256, 4095",
    "1920, 1080, 1920x1056, 512x256, 8517",
    "640, 480, 640x480, 416x320, 1773",
    "336, 336, 320x320, 384x384, 1023",
    "3000, 4000, 1312x1760, 320x416, 9679",
    "1700, 2200, 1344x1728, 320x416, 9729",
    "1536, 1536, 1536x1536, 384x384, 9915",
    "20, 20, 64x64, 384x384, 623",
    "33, 33, 32x32, 384x384, 609",
    "20, 500, 64x1600, 64x1920, 1103",
  })
  void picturesHaveTheSizesAndTokensOfTheReference(
      int width, int height, String high, String low, long tokens) {
    ImageGeometry geometry = ImageGeometry.of(new Size(width, height));
    assertThat(geometry.high()).hasToString(high);
    assertThat(geometry.low()).hasToString(low);
    assertThat(VisualTokens.image(geometry)).isEqualTo(tokens);
  }

  @Test
  void aTinyPictureIsEnlargedFirst() {
    assertThat(ImageGeometry.of(new Size(31, 32)).resizes())
        .containsExactly(new Size(64, 66), new Size(64, 64), new Size(384, 384));
    assertThat(ImageGeometry.of(new Size(32, 32)).resizes())
        .containsExactly(new Size(32, 32), new Size(384, 384));
  }

  @Test
  void alignmentScalesEveryPictureToTheBaseAreaWhateverTheLimit() {
    assertThat(ImageGeometry.of(new Size(100, 100), 1536, 768).high()).hasToString("768x768");
    assertThat(ImageGeometry.of(new Size(4000, 3000), 1536, 768).high()).hasToString("864x640");
    assertThat(ImageGeometry.of(new Size(4000, 3000), 500, 768).high()).hasToString("864x640");
  }

  @Test
  void stageOneReducesToItsOwnLimit() {
    assertThat(ImageGeometry.of(new Size(1280, 1280), 1280, 0).high()).hasToString("1280x1280");
    assertThat(ImageGeometry.of(new Size(1281, 1281), 1280, 0).high()).hasToString("1280x1280");
    assertThat(ImageGeometry.of(new Size(4000, 3000), 1280, 0).high()).hasToString("1472x1088");
  }

  @Test
  void aPictureTooNarrowForTheLowResolutionViewIsRefusedWithNumbers() {
    assertThatThrownBy(() -> ImageGeometry.of(new Size(10000, 40)))
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXTREME_ASPECT))
        .hasMessage(
            "9984x32 is too narrow: on the trainer's grid of 32 pixels it becomes 6752x0; each"
                + " side must keep at least 32 pixels");
  }

  @Test
  void aSideBeyondWhatAPictureCanHaveIsRefused() {
    assertThatThrownBy(() -> ImageGeometry.of(new Size(1, Integer.MAX_VALUE)))
        .isInstanceOf(CurationException.class)
        .hasMessage("1x2147483647 is too narrow: the trainer would enlarge it to 64x137438953408");
  }

  @Test
  void aSizeWithoutPixelsIsTheCallersMistake() {
    assertThatThrownBy(() -> new Size(0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height must be at least 1, but were 0 and 5");
  }

  @Test
  void anySizeGivesSidesOnTheGridWithinTheLimitAndTokensThatFollowFromThem() {
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      Size source = new Size(random.nextInt(1, 10_001), random.nextInt(1, 10_001));
      int max = List.of(1280, 1536).get(i % 2);
      int base = i % 5 == 0 ? 768 : 0;
      try {
        check(ImageGeometry.of(source, max, base), Math.max(max, base));
      } catch (CurationException e) {
        assertThat(e.reason()).isEqualTo(Reason.EXTREME_ASPECT);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 3000);
  }

  private static void check(ImageGeometry geometry, int max) {
    for (Size size : List.of(geometry.high(), geometry.low())) {
      if (size.width() % 32 != 0 || size.height() % 32 != 0) {
        throw new AssertionError(geometry + " leaves the grid");
      }
    }
    long area = geometry.high().area();
    if (area > (long) max * max || geometry.low().area() > 384 * 384) {
      throw new AssertionError(geometry + " passes its limit");
    }
    long rows = (long) geometry.high().height() / 16 + geometry.low().height() / 16;
    long patches = area / 256 + geometry.low().area() / 256;
    if (VisualTokens.image(geometry) != patches + rows + 3) {
      throw new AssertionError(geometry + " has " + VisualTokens.image(geometry) + " tokens");
    }
  }
}
