package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.sample.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkEraserTest {
  private static final RgbImage PLAIN = RgbImage.filled(448, 300, 10, 120, 60);

  private static Mark mark(int id, double x, double y) {
    return new Mark(id, 0, x, y, 400, "");
  }

  @Test
  void onOneColourNothingIsLeftOfMarksWhereverTheyStand() {
    List<Mark> marks =
        List.of(mark(1, 200, 150), mark(2, 206, 153), mark(3, 0, 0), mark(4, 447.6, 299.4));

    assertThat(MarkEraser.erased(MarkStamp.stamped(PLAIN, marks), marks)).isEqualTo(PLAIN);
  }

  @Test
  void whatIsFilledInLiesBetweenTheColoursAround() {
    byte[] rgb = PLAIN.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 448 / 2); // dark on the left, lighter on the right
    }
    RgbImage ramp = new RgbImage(448, 300, rgb);
    List<Mark> marks = List.of(mark(8, 224, 150));

    RgbImage erased = MarkEraser.erased(MarkStamp.stamped(ramp, marks), marks);

    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 448; x++) {
        int found = erased.pixel(x, y) & 0xff;
        int before = ramp.pixel(x, y) & 0xff;
        assertThat(Math.abs(found - before)).as("%d, %d", x, y).isLessThanOrEqualTo(6);
      }
    }
    assertThat(erased.pixel(100, 100)).isEqualTo(ramp.pixel(100, 100));
  }

  @Test
  void wherePixelsAreMarkedAllOverThePictureTurnsGrey() {
    RgbImage tiny = RgbImage.filled(8, 8, 1, 2, 3);
    List<Mark> marks = List.of(mark(1, 4, 4));

    assertThat(MarkEraser.erased(MarkStamp.stamped(tiny, marks), marks))
        .isEqualTo(RgbImage.filled(8, 8, 127, 127, 127));
  }
}
