package io.github.oryxcuration.correspondence.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkPlacerTest {
  /** A map of 200x100 with rectangles {id, x, y, width, height}. */
  private static LabelMap map(int[]... rectangles) {
    short[] ids = new short[200 * 100];
    for (int[] r : rectangles) {
      for (int y = r[2]; y < r[2] + r[4]; y++) {
        for (int x = r[1]; x < r[1] + r[3]; x++) {
          ids[y * 200 + x] = (short) r[0];
        }
      }
    }
    return new LabelMap(200, 100, ids);
  }

  @Test
  void paperTakesTheMeanAlsoOffTheObject() {
    LabelMap ring = map(new int[] {5, 40, 20, 60, 60}, new int[] {0, 50, 30, 40, 40});
    assertThat(MarkPlacer.place(ring, List.of(5), Placement.PAPER, 1))
        .containsExactly(new Place(5, 69.5, 49.5, 2000));
    assertThat(ring.id(69, 49)).isZero();
  }

  @Test
  void robustStaysOnTheLargestPartAndInsideThePicture() {
    LabelMap map = map(new int[] {5, 0, 40, 30, 40}, new int[] {5, 100, 30, 60, 50});
    Place place = MarkPlacer.place(map, List.of(5), Placement.ROBUST, 1).get(0);
    assertThat(place.x()).isBetween(124.0, 135.0);
    assertThat(place.y()).isBetween(54.0, 55.0);
    assertThat(place.area()).isEqualTo(4200);

    LabelMap corner = map(new int[] {7, 0, 0, 14, 14});
    Place clamped = MarkPlacer.place(corner, List.of(7), Placement.ROBUST, 1).get(0);
    assertThat(clamped.x()).isEqualTo(9); // 18 pixels wide at least
    assertThat(clamped.y()).isEqualTo(9);
  }

  @Test
  void robustMarksDoNotTouchAndOneWithoutRoomIsLeftOut() {
    LabelMap nested = map(new int[] {1, 40, 20, 60, 60}, new int[] {2, 62, 42, 16, 16});
    List<Place> places = MarkPlacer.place(nested, List.of(2, 1), Placement.ROBUST, 1);
    assertThat(places).extracting(Place::id).containsExactly(2, 1);
    double apart =
        Math.hypot(places.get(0).x() - places.get(1).x(), places.get(0).y() - places.get(1).y());
    assertThat(apart).isGreaterThanOrEqualTo(1.1 * 18);

    LabelMap narrow = map(new int[] {1, 90, 50, 4, 4}, new int[] {2, 94, 50, 4, 4});
    assertThat(MarkPlacer.place(narrow, List.of(1, 2), Placement.ROBUST, 1))
        .extracting(Place::id)
        .containsExactly(1);
  }

  @Test
  void smallAndAbsentObjectsGetNoMark() {
    LabelMap map = map(new int[] {1, 90, 50, 4, 4});
    assertThat(MarkPlacer.place(map, List.of(1, 3), Placement.PAPER, 17)).isEmpty();
    assertThat(MarkPlacer.place(map, List.of(1, 3), Placement.PAPER, 16)).hasSize(1);
  }

  @Test
  void distancesAreExact() {
    Random random = new Random(4);
    int width = 23;
    int height = 17;
    boolean[] inside = new boolean[width * height];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = random.nextInt(6) > 0;
    }
    int[] distance = DistanceMap.of(inside, width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int least = Integer.MAX_VALUE;
        for (int v = -1; v <= height; v++) {
          for (int u = -1; u <= width; u++) {
            boolean beyond = u < 0 || v < 0 || u == width || v == height;
            if (beyond || !inside[v * width + u]) {
              least = Math.min(least, (u - x) * (u - x) + (v - y) * (v - y));
            }
          }
        }
        assertThat(distance[y * width + x]).as("%d,%d", x, y).isEqualTo(least);
      }
    }
  }

  @Test
  void idsAreChosenByViewsThenAreaThenNumber() {
    LabelMap first =
        map(new int[] {1, 0, 0, 10, 10}, new int[] {2, 20, 0, 20, 20}, new int[] {3, 60, 0, 5, 5});
    LabelMap second =
        map(new int[] {1, 0, 0, 10, 10}, new int[] {3, 60, 0, 5, 5}, new int[] {4, 90, 0, 20, 20});
    List<LabelMap> maps = List.of(first, second);
    assertThat(MarkSelector.select(maps, 8, 1, id -> true)).containsExactly(1, 3, 2, 4);
    assertThat(MarkSelector.select(maps, 2, 1, id -> true)).containsExactly(1, 3);
    assertThat(MarkSelector.select(maps, 8, 26, id -> id != 4)).containsExactly(1, 2);
  }
}
