package io.github.oryxcuration.needle.choose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearIndexTest {
  private static FrameFeatures changed(FrameFeatures frame, Random random, int bits, int steps) {
    long hash = frame.hash();
    for (int i = 0; i < bits; i++) {
      hash ^= 1L << random.nextInt(64);
    }
    byte[] grid = frame.grid().clone();
    for (int i = 0; i < grid.length; i++) {
      int level = (grid[i] & 0xff) + random.nextInt(2 * steps + 1) - steps;
      grid[i] = (byte) Math.max(0, Math.min(255, level));
    }
    return new FrameFeatures(
        hash,
        frame.brightness(),
        frame.contrast(),
        frame.sharpness(),
        frame.dark(),
        frame.bright(),
        frame.text(),
        grid);
  }

  private static List<Integer> compared(List<FrameFeatures> frames, int frame, Nearness nearness) {
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (i != frame && nearness.near(frames.get(frame), frames.get(i))) {
        near.add(i);
      }
    }
    return near;
  }

  /** The index against comparing all pairs, with copies changed to about the edge of nearness. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "6, 2.5, 1.5", "11, 8, 255", "3, 20, 20"})
  void findsExactlyWhatComparingAllPairsFinds(int hash, double structure, double colour) {
    Nearness nearness = new Nearness(hash, structure, colour);
    Random random = new Random(3);
    List<FrameFeatures> frames = new ArrayList<>(DrawnFeatures.frames(0, 300));
    for (int i = 0; i < 700; i++) {
      FrameFeatures of = frames.get(random.nextInt(300));
      frames.add(changed(of, random, random.nextInt(hash + 3), random.nextInt(24)));
    }
    NearIndex index = new NearIndex(frames, nearness);

    int found = 0;
    for (int i = 0; i < frames.size(); i++) {
      List<Integer> near = compared(frames, i, nearness);
      assertThat(index.near(i)).isEqualTo(near);
      assertThat(index.isDistinct(i)).isEqualTo(near.isEmpty());
      found += near.size();
    }
    assertThat(found).isGreaterThan(300);
  }

  @Test
  void plantedDuplicatesOfALongFilmAreAllFoundAndNothingElse() {
    List<FrameFeatures> frames = new ArrayList<>(DrawnFeatures.frames(1000, 4000));
    Random random = new Random(5);
    List<Integer> planted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      frames.set(3000 + i, changed(frames.get(i * 50), random, 2, 1));
      planted.add(i * 50);
      planted.add(3000 + i);
    }
    NearIndex index = new NearIndex(frames, Nearness.DEFAULT);

    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (!index.isDistinct(i)) {
        found.add(i);
      }
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(planted);
  }

  @Test
  void filmOfNothingOrOneFrameHasNoNeighbours() {
    assertThat(new NearIndex(DrawnFeatures.frames(1, 1), Nearness.DEFAULT).isDistinct(0)).isTrue();
  }
}
