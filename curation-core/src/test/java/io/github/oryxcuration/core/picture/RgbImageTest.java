package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.geometry.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RgbImageTest {
  /** Pixels numbered 1, 2, 3 / 4, 5, 6 in their blue. */
  private static RgbImage sixPixels() {
    byte[] rgb = new byte[18];
    for (int i = 0; i < 6; i++) {
      rgb[3 * i] = (byte) 200;
      rgb[3 * i + 2] = (byte) (i + 1);
    }
    return new RgbImage(3, 2, rgb);
  }

  private static String blues(RgbImage image) {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < image.height(); y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < image.width(); x++) {
        row.append(image.pixel(x, y) & 0xff);
      }
      rows.add(row.toString());
    }
    return String.join("/", rows);
  }

  @Test
  void pixelsAreReadByColumnAndRow() {
    assertThat(sixPixels().pixel(2, 1)).isEqualTo(0xc80006);
    assertThatThrownBy(() -> sixPixels().pixel(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sixPixels().pixel(0, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anArrayOfAnotherLengthIsTheCallersMistake() {
    assertThatThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rgb must hold 12 bytes for 2x2, but held 11");
    assertThatThrownBy(() -> new RgbImage(100_000, 100_000, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture must have at most 715827879 pixels, but has 100000x100000");
  }

  @Test
  void aPartIsCutOut() {
    assertThat(blues(sixPixels().crop(1, 0, 2, 2))).isEqualTo("23/56");
    assertThatThrownBy(() -> sixPixels().crop(2, 0, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void paddingIsMiddleGrey() {
    RgbImage padded = sixPixels().padded(new Size(4, 4), 1, 1);
    assertThat(blues(padded)).isEqualTo("127127127127/127123/127456/127127127127");
    assertThat(padded.pixel(0, 0)).isEqualTo(0x7f7f7f);
  }

  @Test
  void theEightOrientationsAreThoseOfExif() {
    List<String> upright = new ArrayList<>();
    for (int exif = 1; exif <= 8; exif++) {
      upright.add(blues(Orientation.ofExif(exif).apply(sixPixels())));
    }
    assertThat(upright)
        .containsExactly(
            "123/456",
            "321/654",
            "654/321",
            "456/123",
            "14/25/36",
            "41/52/63",
            "63/52/41",
            "36/25/14");
  }

  @Test
  void anUnknownOrientationIsUpright() {
    assertThat(Orientation.ofExif(0)).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.ofExif(9)).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.ON_RIGHT_SIDE.exif()).isEqualTo(8);
  }

  @Test
  void equalPixelsAreEqualPictures() {
    assertThat(sixPixels()).isEqualTo(sixPixels()).hasSameHashCodeAs(sixPixels());
    assertThat(RgbImage.filled(2, 3, 1, 1, 1)).isNotEqualTo(RgbImage.filled(3, 2, 1, 1, 1));
    assertThat(sixPixels()).hasToString("RgbImage 3x2");
  }
}
