package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PillowBicubicTest {
  private static RgbImage formula() {
    byte[] rgb = new byte[1280 * 720 * 3];
    for (int y = 0, at = 0; y < 720; y++) {
      for (int x = 0; x < 1280; x++) {
        rgb[at++] = (byte) (7 * x + 13 * y);
        rgb[at++] = (byte) (x * x + 3 * y);
        rgb[at++] = (byte) (x ^ y);
      }
    }
    return new RgbImage(1280, 720, rgb);
  }

  /** Digests of Pillow 10.2 for the same picture. */
  @ParameterizedTest
  @CsvSource({
    "640, 320, bb8da28465ebece733dd9adc9f755527b6840aa7a31cccfa9cde3b5964f983f6",
    "1280, 704, e3c17898fe292ddc6654b410361b8fbd4936facf78fafbf1d3af1ed0c43b6ee5",
    "512, 256, ddf8bcc8be5a0c0d155519dd0c79148634421bd0f8206d0ea142cfb47afaa07a",
    "640, 256, 83e5567c8d7e66dc38d1b1b137f1e8ddb92d5db868c667fe45053a33a4dce1f6",
    "1984, 1088, be77446f6cb5a4bf1ffed5c776a91a641b478960e0821c5873b9c411a2451e04",
  })
  void aLargePictureGetsThePixelsOfPillow(int width, int height, String sha256) {
    RgbImage resized = PillowBicubic.resize(formula(), width, height);
    assertThat(Digest.hex(resized.rgb())).isEqualTo(sha256);
  }

  @Test
  void itsOwnSizeGivesThePictureItself() {
    RgbImage image = RgbImage.filled(5, 4, 1, 2, 3);
    assertThat(PillowBicubic.resize(image, 5, 4)).isSameAs(image);
  }

  @Test
  void aPlainColourStaysPlainAtAnySize() {
    RgbImage image = RgbImage.filled(9, 7, 255, 0, 128);
    for (int[] size : new int[][] {{1, 1}, {9, 1}, {1, 7}, {100, 3}, {3, 100}, {64, 64}}) {
      assertThat(PillowBicubic.resize(image, size[0], size[1]))
          .isEqualTo(RgbImage.filled(size[0], size[1], 255, 0, 128));
    }
  }

  @Test
  void aSizeWithoutPixelsIsTheCallersMistake() {
    assertThatThrownBy(() -> PillowBicubic.resize(RgbImage.filled(2, 2, 0, 0, 0), 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height must be at least 1, but were 0 and 4");
  }
}
