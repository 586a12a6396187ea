package io.github.oryxcuration.correspondence.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewChoiceTest {
  /** Frames that are grey but for the sharp ones, which are checked. */
  private record Made(int count, Set<Integer> unusable, Set<Integer> sharp)
      implements ViewChoice.Frames {
    @Override
    public boolean isUsable(int frame) {
      return !unusable.contains(frame);
    }

    @Override
    public Optional<RgbImage> image(int frame) {
      byte[] rgb = new byte[16 * 16 * 3];
      for (int i = 0; i < rgb.length && sharp.contains(frame); i++) {
        rgb[i] = (byte) ((i / 6 + i / 96) % 2 == 0 ? 200 : 10);
      }
      return Optional.of(new RgbImage(16, 16, rgb));
    }
  }

  private static Set<Integer> choose(Made frames, int window, int views) throws IOException {
    return new ViewChoice(frames, window).choose(views);
  }

  @Test
  void viewsAreSpreadFromTheFirstToTheLastFrame() throws IOException {
    assertThat(choose(new Made(101, Set.of(), Set.of()), 0, 5)).containsExactly(0, 25, 50, 75, 100);
    assertThat(choose(new Made(3, Set.of(), Set.of()), 5, 8)).containsExactly(0, 1, 2);
    assertThat(choose(new Made(0, Set.of(), Set.of()), 5, 8)).isEmpty();
    assertThat(choose(new Made(9, Set.of(), Set.of()), 0, 1)).containsExactly(0);
  }

  @Test
  void sharperFrameNearbyIsTakenButNotOneFarAway() throws IOException {
    Made frames = new Made(101, Set.of(), Set.of(2, 27, 41, 75));
    assertThat(choose(frames, 4, 5)).containsExactly(2, 27, 50, 75, 100);
  }

  @Test
  void unusableFramesAreReplacedByTheNearest() throws IOException {
    assertThat(choose(new Made(101, Set.of(50, 51, 0), Set.of()), 0, 3))
        .containsExactly(1, 49, 100);
  }
}
