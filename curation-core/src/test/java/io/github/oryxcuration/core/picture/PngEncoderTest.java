package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngEncoderTest {
  private static RgbImage drawn(int width, int height, boolean noise) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (noise ? random.nextInt() : i / 7 + i / width);
    }
    return new RgbImage(width, height, rgb);
  }

  @Test
  void whatIsWrittenReadsBackToTheSamePixels() {
    for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {200, 100}}) {
      for (boolean noise : new boolean[] {true, false}) {
        RgbImage image = drawn(size[0], size[1], noise);
        assertThat(Pictures.decode(PngEncoder.encode(image), 100_000)).isEqualTo(image);
      }
    }
  }

  @Test
  void otherReadersSeeTheSamePixels() throws IOException {
    RgbImage image = drawn(40, 30, true);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image)));
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        assertThat(read.getRGB(x, y) & 0xffffff).isEqualTo(image.pixel(x, y));
      }
    }
  }

  @Test
  void equalPixelsGiveEqualBytesAndSmoothOnesFewBytes() {
    assertThat(PngEncoder.encode(drawn(200, 100, false)))
        .isEqualTo(PngEncoder.encode(drawn(200, 100, false)))
        .hasSizeLessThan(200 * 100 * 3 / 20);
  }
}
