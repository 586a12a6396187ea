package io.github.oryxcuration.correspondence.track.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegionsTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  /** One grey frame with given depth, or without. */
  private static final class OneFrame implements FrameSequence {
    private final double @Nullable [] metres;

    OneFrame(double @Nullable [] metres) {
      this.metres = metres;
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public RgbImage image(int frame) {
      return RgbImage.filled(WIDTH, HEIGHT, 90, 90, 90);
    }

    @Override
    public @Nullable View view(int frame) {
      if (metres == null) {
        return null;
      }
      Camera camera = new Camera(WIDTH, HEIGHT, 140, 140, 79.5, 59.5);
      DepthMap depth = DepthMap.ofMetres(WIDTH, HEIGHT, metres, 1000);
      return new View(camera, Matrix4.IDENTITY, depth, camera, Matrix4.IDENTITY);
    }
  }

  private static boolean inLeft(int x, int y) {
    return x >= 20 && x < 60 && y >= 50 && y < 90;
  }

  private static boolean inRight(int x, int y) {
    return x >= 90 && x < 130 && y >= 30 && y < 70;
  }

  @Test
  void thingsBeforeAWallAreRegionsOfDepthAndTheWallIsNone() throws IOException {
    double[] metres = new double[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        // Bowls, so that they are no planes themselves.
        double bowl = 0.004 * Math.hypot((x % 35) - 17, (y % 35) - 17);
        metres[y * WIDTH + x] = inLeft(x, y) ? 1.5 + bowl : inRight(x, y) ? 2 + bowl : 3;
      }
    }
    OneFrame frames = new OneFrame(metres);
    LabelMap map = new DepthRegions().propose(frames, 0, frames.image(0)).orElseThrow();
    assertThat(map.id(2, 2)).isZero();
    assertThat(map.id(150, 110)).isZero();
    int left = map.id(40, 70);
    int right = map.id(110, 50);
    assertThat(left).isPositive();
    assertThat(right).isPositive().isNotEqualTo(left);
    assertThat(Objects.requireNonNull(map.areas().get(left))).isBetween(1300, 1600);
    assertThat(Objects.requireNonNull(map.areas().get(right))).isBetween(1300, 1600);
  }

  @Test
  void withoutDepthNothingIsProposed() throws IOException {
    OneFrame frames = new OneFrame(null);
    assertThat(new DepthRegions().propose(frames, 0, frames.image(0))).isEqualTo(Optional.empty());
    OneFrame black = new OneFrame(new double[WIDTH * HEIGHT]);
    assertThat(new DepthRegions().propose(black, 0, black.image(0)).orElseThrow().areas())
        .isEmpty();
  }

  @Test
  void insidesOfThingsOfTheirOwnColourAreTheLargestRegionsOfColour() throws IOException {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int at = (y * WIDTH + x) * 3;
        rgb[at] = (byte) (inLeft(x, y) ? 200 : 60);
        rgb[at + 1] = (byte) 60;
        rgb[at + 2] = (byte) (inRight(x, y) ? 200 : 60);
      }
    }
    LabelMap map =
        new ColorRegions()
            .propose(new OneFrame(null), 0, new RgbImage(WIDTH, HEIGHT, rgb))
            .orElseThrow();
    assertThat(map.id(2, 2)).isZero(); // along four borders
    int left = map.id(40, 70);
    int right = map.id(110, 50);
    assertThat(left).isPositive().isNotEqualTo(right);
    assertThat(Objects.requireNonNull(map.areas().get(left))).isBetween(1300, 1600);
    assertThat(Objects.requireNonNull(map.areas().get(right))).isBetween(1300, 1600);
    // What is left are their rims, where smoothing has mixed two colours.
    map.areas().forEach((id, area) -> assertThat(id == left || id == right || area < 400).isTrue());
  }
}
