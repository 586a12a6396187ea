package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameGeometryTest {
  /** The table of the reference facts, section 3.3: verified by running the reference. */
  @ParameterizedTest
  @CsvSource({
    "1280, 720, 640x320, 211, 13506, 640x256, 45, 11522",
    "1920, 1080, 640x320, 211, 13506, 640x256, 45, 11522",
    "854, 480, 640x320, 211, 13506, 640x256, 45, 11522",
    "720, 1280, 320x640, 221, 14146, 256x640, 51, 13058",
    "640, 480, 512x384, 205, 13122, 512x384, 55, 14082",
    "1296, 968, 512x384, 205, 13122, 512x384, 55, 14082",
    "480, 360, 448x320, 151, 9666, 384x256, 29, 7426",
    "320, 240, 320x192, 67, 4290, 256x128, 11, 2818",
    "426, 240, 384x192, 79, 5058, 384x128, 15, 3842",
    "480, 480, 448x448, 211, 13506, 384x384, 43, 11010",
    "224, 224, 256x256, 73, 4674, 256x256, 21, 5378",
    "288, 288, 256x256, 73, 4674, 256x256, 21, 5378",
  })
  void framesHaveTheSizesAndTokensOfTheReference(
      int width,
      int height,
      String video,
      long perFrame,
      long of64,
      String videoLong,
      long perLongFrame,
      long of256) {
    Size source = new Size(width, height);
    Size resized = FrameGeometry.video(source).resized();
    Size resizedLong = FrameGeometry.videoLong(source).resized();
    assertThat(resized).hasToString(video);
    assertThat(VisualTokens.videoFrame(resized)).isEqualTo(perFrame);
    assertThat(VisualTokens.video(64, resized)).isEqualTo(of64);
    assertThat(resizedLong).hasToString(videoLong);
    assertThat(VisualTokens.videoLongFrame(resizedLong)).isEqualTo(perLongFrame);
    assertThat(VisualTokens.videoLong(256, resizedLong)).isEqualTo(of256);
  }

  @Test
  void aLongVideoOfTheFilmIsStretchedByTwoThirds() {
    Distortion distortion = FrameGeometry.videoLong(new Size(426, 240)).distortion();
    assertThat(distortion).isEqualTo(new Distortion(new Size(426, 240), new Size(384, 128)));
    assertThat(distortion.aspectBefore()).isEqualTo(1.775);
    assertThat(distortion.aspectAfter()).isEqualTo(3.0);
    assertThat(distortion.stretch()).isCloseTo(1.690, within(0.001));
    assertThat(distortion.factor()).isCloseTo(1.690, within(0.001));
    assertThat(new Distortion(new Size(3, 2), new Size(2, 3)).factor()).isEqualTo(2.25);
    assertThat(new Distortion(new Size(333, 517), new Size(333, 517)).factor()).isEqualTo(1.0);
  }

  @Test
  void aFrameTooNarrowForTheGridIsRefusedWithNumbers() {
    assertThat(FrameGeometry.video(new Size(1000, 100)).resized()).hasToString("960x64");
    assertThatThrownBy(() -> FrameGeometry.videoLong(new Size(1000, 100)))
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXTREME_ASPECT))
        .hasMessage(
            "1000x100 is too narrow: on the trainer's grid of 128 pixels it becomes 896x0; each"
                + " side must keep at least 128 pixels");
  }

  @Test
  void tokensOfASizeOffTheGridAreTheCallersMistake() {
    assertThatThrownBy(() -> VisualTokens.videoLongFrame(new Size(96, 64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be a multiple of 64 pixels, but was 96x64");
    assertThatThrownBy(() -> VisualTokens.video(0, new Size(64, 64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames must be at least 1, but was 0");
  }

  @Test
  void anySizeGivesSidesOnTheGridWithinTheLimit() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 100_000; i++) {
      Size source = new Size(random.nextInt(1, 10_001), random.nextInt(1, 10_001));
      int multiple = i % 2 == 0 ? 64 : 128;
      try {
        Size resized = FrameGeometry.of(source, multiple, 288, 480).resized();
        if (resized.width() % multiple != 0
            || resized.height() % multiple != 0
            || resized.area() > 480 * 480) {
          throw new AssertionError(source + " became " + resized);
        }
      } catch (CurationException e) {
        assertThat(e.reason()).isEqualTo(Reason.EXTREME_ASPECT);
        assertThat(new Distortion(source, source.turned()).factor()).isGreaterThan(5);
      }
    }
  }
}
