package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.JpegEncoder.Chroma;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {

  private static RgbImage decode(byte[] jpeg) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
      byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
      for (int y = 0, at = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int pixel = image.getRGB(x, y);
          rgb[at++] = (byte) (pixel >> 16);
          rgb[at++] = (byte) (pixel >> 8);
          rgb[at++] = (byte) pixel;
        }
      }
      return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encode(RgbImage image, int quality, Chroma chroma) {
    try (JpegEncoder encoder = new JpegEncoder(quality, chroma)) {
      return encoder.encode(image);
    }
  }

  @ParameterizedTest
  @CsvSource({"75,HALF,37", "90,HALF,40", "95,FULL,44", "100,FULL,46", "1,HALF,14"})
  void keepsColoursAsTheQualitySays(int quality, Chroma chroma, double psnr) {
    RgbImage image = NumberedFrames.draw(320, 240, 5);

    RgbImage decoded = decode(encode(image, quality, chroma));

    assertThat(NumberedFrames.psnr(image, decoded)).isGreaterThan(psnr);
  }

  @ParameterizedTest
  @CsvSource({
    "255,0,0",
    "0,255,0",
    "0,0,255",
    "255,255,255",
    "0,0,0",
    "127,127,127",
    "255,255,0",
    "3,200,90"
  })
  void keepsPlainColoursToTwoLevels(int red, int green, int blue) {
    RgbImage decoded = decode(encode(RgbImage.filled(40, 24, red, green, blue), 90, Chroma.HALF));

    for (int i = 0; i < decoded.rgb().length; i += 3) {
      assertThat(decoded.rgb()[i] & 0xff).isBetween(red - 2, red + 2);
      assertThat(decoded.rgb()[i + 1] & 0xff).isBetween(green - 2, green + 2);
      assertThat(decoded.rgb()[i + 2] & 0xff).isBetween(blue - 2, blue + 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "15,17", "16,16", "17,16", "641,33"})
  void encodesEverySize(int width, int height) {
    RgbImage image = RgbImage.filled(width, height, 20, 120, 220);

    for (Chroma chroma : Chroma.values()) {
      RgbImage decoded = decode(encode(image, 95, chroma));

      assertThat(decoded.size()).isEqualTo(image.size());
      assertThat(NumberedFrames.psnr(image, decoded)).isGreaterThan(40);
    }
  }

  @Test
  void givesTheSameBytesWhateverWasEncodedBefore() {
    RgbImage image = NumberedFrames.draw(64, 48, 7);
    byte[] alone = encode(image, 90, Chroma.HALF);
    try (JpegEncoder encoder = new JpegEncoder(90, Chroma.HALF)) {
      encoder.encode(NumberedFrames.draw(64, 48, 900));
      assertThat(encoder.encode(image)).isEqualTo(alone);
      encoder.encode(NumberedFrames.draw(48, 64, 3));
      assertThat(encoder.encode(image)).isEqualTo(alone);
    }
  }

  @Test
  void writesAJfifHeaderAndNoComment() {
    byte[] jpeg = encode(NumberedFrames.draw(64, 48, 7), 90, Chroma.HALF);
    String text = new String(jpeg, StandardCharsets.ISO_8859_1);

    assertThat(text.substring(0, 10)).isEqualTo("\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF");
    assertThat(text).doesNotContain("Lavc", "CREATOR", "\u00ff\u00fe").endsWith("\u00ff\u00d9");
  }

  @Test
  void writesMoreBytesForMoreQuality() {
    RgbImage image = NumberedFrames.draw(320, 240, 5);
    int previous = 0;
    for (int quality : new int[] {1, 10, 30, 50, 75, 90, 95, 100}) {
      int length = encode(image, quality, Chroma.HALF).length;
      assertThat(length).isGreaterThan(previous);
      previous = length;
    }
  }

  @Test
  void refusesAQualityOutsideItsRange() {
    assertThatThrownBy(() -> new JpegEncoder(0, Chroma.HALF))
        .hasMessage("quality must be 1 to 100, but was 0");
    assertThatThrownBy(() -> new JpegEncoder(101, Chroma.HALF))
        .hasMessage("quality must be 1 to 100, but was 101");
  }
}
