package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
  /** Soft blobs of any size of picture; another seed gives another picture. */
  private static RgbImage scene(int width, int height, long seed, int noise) {
    Random random = new Random(seed);
    double[][] blobs = new double[12][];
    for (int b = 0; b < blobs.length; b++) {
      blobs[b] =
          new double[] {
            random.nextDouble(),
            random.nextDouble(),
            0.05 + random.nextDouble() / 5,
            random.nextInt(200) - 100
          };
    }
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double grey = 128;
        for (double[] blob : blobs) {
          double dx = (x + 0.5) / width - blob[0];
          double dy = (y + 0.5) / height - blob[1];
          grey += blob[3] * Math.exp(-(dx * dx + dy * dy) / (blob[2] * blob[2]));
        }
        int value = (int) grey + (noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise);
        byte level = (byte) Math.max(0, Math.min(255, value));
        int at = (y * width + x) * 3;
        rgb[at] = level;
        rgb[at + 1] = level;
        rgb[at + 2] = level;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  @ParameterizedTest
  @CsvSource({"320, 240", "640, 480", "127, 95", "1280, 720"})
  void scalingAndNoiseChangeAtMostFourBits(int width, int height) {
    for (int seed = 0; seed < 20; seed++) {
      long original = PerceptualHash.of(scene(480, 360, seed, 0));
      long changed = PerceptualHash.of(scene(width, height, seed, 6));
      assertThat(PerceptualHash.distance(original, changed))
          .as("seed " + seed)
          .isLessThanOrEqualTo(4);
    }
  }

  @Test
  void otherPicturesAreFarApart() {
    for (int seed = 0; seed < 20; seed++) {
      long one = PerceptualHash.of(scene(160, 120, seed, 0));
      long other = PerceptualHash.of(scene(160, 120, seed + 100, 0));
      assertThat(PerceptualHash.distance(one, other)).as("seed " + seed).isGreaterThan(10);
    }
  }

  @Test
  void realPhotosKeepTheirHashesAtOtherSizesAndDifferFromEachOther() throws IOException {
    List<Path> photos;
    try (Stream<Path> files = Files.list(SharedFiles.shared("data/photos"))) {
      photos = files.filter(file -> file.toString().matches(".*\\.(jpg|png)")).sorted().toList();
    }
    List<Long> hashes = new ArrayList<>();
    for (Path photo : photos) {
      RgbImage image = Pictures.decode(SharedFiles.bytes(photo), 100_000_000);
      long hash = PerceptualHash.of(image);
      for (double scale : new double[] {0.5, 0.37}) {
        int width = (int) (image.width() * scale);
        int height = (int) (image.height() * scale);
        long smaller = PerceptualHash.of(PillowBicubic.resize(image, width, height));
        assertThat(PerceptualHash.distance(hash, smaller))
            .as("%s at %s", photo, scale)
            .isLessThanOrEqualTo(4);
      }
      for (long other : hashes) {
        assertThat(PerceptualHash.distance(hash, other)).as("%s", photo).isGreaterThan(10);
      }
      hashes.add(hash);
    }
    assertThat(hashes).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 255})
  void anEvenPictureHasNone(int grey) {
    RgbImage image = RgbImage.filled(64, 48, grey, grey, grey);
    assertThat(PerceptualHash.of(image)).isEqualTo(PerceptualHash.NONE);
  }

  @Test
  void aPictureSmallerThanTheGridHasOne() {
    assertThat(PerceptualHash.of(scene(3, 2, 1, 0))).isNotEqualTo(PerceptualHash.NONE);
    RgbImage dot = RgbImage.filled(1, 1, 9, 9, 9);
    assertThat(PerceptualHash.of(dot)).isEqualTo(PerceptualHash.NONE);
  }
}
