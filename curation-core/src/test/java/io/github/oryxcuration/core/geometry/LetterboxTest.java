package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LetterboxTest {
  @Test
  void aFrameThatFitsTheGridIsNotPadded() {
    assertThat(Letterbox.of(new Size(512, 384), 64, 288, 480))
        .isEqualTo(new Letterbox(new Size(512, 384), new Size(512, 384), 0, 0));
  }

  @Test
  void theFilmKeepsItsProportions() {
    assertThat(Letterbox.of(new Size(426, 240), 128, 288, 480))
        .isEqualTo(new Letterbox(new Size(512, 256), new Size(426, 240), 43, 8));
    assertThat(Letterbox.of(new Size(1920, 1080), 64, 288, 480))
        .isEqualTo(new Letterbox(new Size(576, 320), new Size(569, 320), 3, 0));
  }

  @Test
  void aFrameWithoutRoomForBothSidesIsRefused() {
    assertThatThrownBy(() -> Letterbox.of(new Size(100_000, 1), 128, 288, 480))
        .isInstanceOf(CurationException.class)
        .hasMessageStartingWith("100000x1 is too narrow");
  }

  @Test
  void theTrainersResizeChangesNothingMoreForAnySize() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      Size source = new Size(random.nextInt(16, 4000), random.nextInt(16, 4000));
      int multiple = i % 2 == 0 ? 64 : 128;
      Letterbox box;
      try {
        box = Letterbox.of(source, multiple, 288, 480);
      } catch (CurationException e) {
        assertThat(new Distortion(source, source.turned()).factor()).isGreaterThan(10_000);
        continue;
      }
      assertThat(FrameGeometry.of(box.canvas(), multiple, 288, 480).resized())
          .isEqualTo(box.canvas());
      assertThat(box.x() * 2 + box.content().width())
          .isBetween(box.canvas().width() - 1, box.canvas().width());
      assertThat(box.y() * 2 + box.content().height())
          .isBetween(box.canvas().height() - 1, box.canvas().height());
    }
  }
}
