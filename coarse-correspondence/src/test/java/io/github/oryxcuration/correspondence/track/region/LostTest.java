package io.github.oryxcuration.correspondence.track.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LostTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 60;
  private static final int SIDE = 20;

  /** Squares of one grey level from given left edges on. */
  private static RgbImage image(int grey, int... lefts) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    LabelMap map = map(lefts);
    for (int p = 0; p < map.ids().length; p++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * p + c] = (byte) (map.ids()[p] == 0 ? 0 : grey);
      }
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  private static LabelMap map(int... lefts) {
    short[] ids = new short[WIDTH * HEIGHT];
    for (int i = 0; i < lefts.length; i++) {
      for (int y = 20; y < 20 + SIDE; y++) {
        for (int x = lefts[i]; x < lefts[i] + SIDE; x++) {
          ids[y * WIDTH + x] = (short) (i + 1);
        }
      }
    }
    return new LabelMap(WIDTH, HEIGHT, ids);
  }

  private static List<Mask> masks(int... lefts) {
    return new ArrayList<>(Mask.of(map(lefts)).values());
  }

  /** Of three equal squares at 40, 100 and 160, in another order than they stand. */
  private static Lost three() {
    Lost lost = new Lost(WIDTH);
    RgbImage image = image(150, 40, 100, 160);
    List<Mask> masks = masks(40, 100, 160);
    for (int i : new int[] {2, 0, 1}) {
      lost.add(new Follower(i + 1, masks.get(i), new Corners(new Pyramid(image)), image));
    }
    return lost;
  }

  private static List<Integer> ids(List<@Nullable Follower> shown) {
    return shown.stream().map(follower -> follower == null ? 0 : follower.id()).toList();
  }

  @Test
  void lookAlikesComeBackInTheOrderInWhichTheyStood() {
    assertThat(ids(three().recognised(masks(40, 100, 160), image(150, 40, 100, 160))))
        .containsExactly(1, 2, 3);
  }

  @Test
  void orderOutweighsAnErrorOfTheMotionThatAllShare() {
    // The first now stands where the second was, the second where the third was.
    assertThat(ids(three().recognised(masks(100, 160, 220), image(150, 100, 160, 220))))
        .containsExactly(1, 2, 3);
  }

  @Test
  void whatLooksOtherwiseIsNoneOfThem() {
    assertThat(ids(three().recognised(masks(40), image(40, 40)))).containsExactly(0);
  }

  @Test
  void nothingIsRecognisedAmongNone() {
    assertThat(ids(new Lost(WIDTH).recognised(masks(40, 100), image(150, 40, 100))))
        .containsExactly(0, 0);
  }
}
