package io.github.oryxcuration.correspondence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceEvaluationTest {
  private static final int SIDE = 40;
  private static final double EXACT = 1e-9;

  @TempDir private Path folder;

  /** A tracker that knows squares: the id and the left edge in each frame; -1 for nothing. */
  private static Tracker squares(int[] ids, int[] lefts) {
    return new Tracker() {
      @Override
      public String name() {
        return "squares-1";
      }

      @Override
      public boolean needsDenseFrames() {
        return false;
      }

      @Override
      public Tracks track(FrameSequence frames) {
        Tracks tracks = new Tracks(name(), SIDE, SIDE);
        for (int i = 0; i < ids.length; i++) {
          tracks.add(square(ids[i], lefts[i]), new TreeMap<>());
        }
        return tracks;
      }
    };
  }

  private static LabelMap square(int id, int left) {
    short[] ids = new short[SIDE * SIDE];
    for (int y = 10; y < 20 && left >= 0; y++) {
      for (int x = left; x < left + 10; x++) {
        ids[y * SIDE + x] = (short) id;
      }
    }
    return new LabelMap(SIDE, SIDE, ids);
  }

  private void masks(int... lefts) throws IOException {
    for (int i = 0; i < lefts.length; i++) {
      Files.write(
          folder.resolve("%05d.png".formatted(i)),
          GreyPng.write(SIDE, SIDE, square(255, lefts[i]).ids(), 8));
    }
  }

  private SequenceScores scores(Tracker tracker, String path, boolean fromFirst, int frames)
      throws IOException {
    List<String> names =
        java.util.stream.IntStream.range(0, frames).mapToObj(i -> i + ".jpg").toList();
    try (SequenceTruth truth = SequenceTruth.open(path, SIDE, SIDE)) {
      return SequenceEvaluation.of(new NoFrames(), names, tracker, truth, fromFirst);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00012.png, 12",
    "frame-000300.color.jpg, 300",
    "12, 12",
    "000.png, 0",
    "a1b02.png, 2",
    "mask.png, mask"
  })
  void framesAndMasksMeetByTheirNumber(String name, String key) {
    assertThat(SequenceTruth.key(name)).isEqualTo(key);
  }

  @Test
  void objectsOfTheFirstFrameKeepTheIdsThatTheyGotThere() throws IOException {
    masks(0, 5, 10, 15, 20);
    // Right in 0, half beside in 1, another id in 2, right in 3, wrong in 4, which is the last one.
    SequenceScores scores =
        scores(
            squares(new int[] {7, 7, 9, 7, 7}, new int[] {0, 10, 10, 15, 0}),
            folder.toString(),
            true,
            5);
    assertThat(scores.frames()).isEqualTo(5);
    assertThat(scores.compared()).isEqualTo(5);
    SequenceScores.Masks found = java.util.Objects.requireNonNull(scores.masks());
    assertThat(found.objects()).isEqualTo(1);
    assertThat(found.j().mean()).isCloseTo((1.0 / 3 + 0 + 1) / 3, within(EXACT));
    assertThat(found.j().recall()).isCloseTo(1.0 / 3, within(EXACT));
    assertThat(found.f().mean()).isBetween(0.4, 0.8);
    assertThat(java.util.Objects.requireNonNull(scores.ids()).idf1())
        .isCloseTo(2.0 * 2 / (5 + 5), within(EXACT));
    assertThat(scores.boxes()).isNull();
  }

  @Test
  void idsThatNobodyGaveAreMatchedOverTheWholeSequence() throws IOException {
    masks(0, 0, 0);
    SequenceScores scores =
        scores(squares(new int[] {3, 4, 4}, new int[] {0, 0, 0}), folder.toString(), false, 3);
    assertThat(java.util.Objects.requireNonNull(scores.masks()).j().mean())
        .isCloseTo(2.0 / 3, within(EXACT));
  }

  @Test
  void boxesAreComparedAsOtbDoes() throws IOException {
    Path file = folder.resolve("groundtruth_rect.txt");
    Files.writeString(
        file, "1,11,10,10\n6\t11\t10\t10\n NaN NaN NaN NaN\n11 11 10 10\n1,11,10,10\n");
    SequenceScores scores =
        scores(
            squares(new int[] {1, 1, 1, 1, 1}, new int[] {0, 0, 0, -1, 0}),
            folder.toString(),
            true,
            5);
    SequenceScores.Boxes boxes = java.util.Objects.requireNonNull(scores.boxes());
    // Frames 1 to 3 count; in 2 the object is not there. Overlap 1/3 passes 7 of 21 thresholds.
    assertThat(boxes.success()).isCloseTo((7 / 21.0 + 0) / 2, within(EXACT));
    assertThat(boxes.precision()).isCloseTo(0.5, within(EXACT));
    assertThat(scores.masks()).isNull();
    assertThat(scores.ids()).isNull();
  }

  @Test
  void decayIsTheFirstQuarterLessTheLast() {
    assertThat(SequenceEvaluation.decay(new double[] {1, 1, 0.5, 0.25, 0.25}))
        .isCloseTo(0.75, within(EXACT));
    assertThat(SequenceEvaluation.decay(new double[] {0.5})).isZero();
  }

  @Test
  void truthThatCannotBeReadIsTold() throws IOException {
    assertThatThrownBy(() -> SequenceTruth.open(folder.resolve("none").toString(), 4, 4))
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("no such folder of PNG masks");
    assertThatThrownBy(() -> SequenceTruth.open(folder.toString(), 4, 4))
        .hasMessageContaining("no masks (png) in it");
    Path boxes = Files.writeString(folder.resolve("boxes.txt"), "1,2,3,4\n1,2,x,4\n");
    assertThatThrownBy(() -> SequenceTruth.open(boxes.toString(), 4, 4))
        .hasMessageContaining("line 2: found '1,2,x,4'; a line is left, top, width, height");
    Files.write(folder.resolve("7.png"), new byte[100]);
    assertThatThrownBy(() -> scores(squares(new int[8], new int[8]), folder.toString(), false, 8))
        .hasMessageContaining("7.png is no PNG");
    masks(0);
    assertThatThrownBy(() -> scores(squares(new int[0], new int[0]), folder.toString(), false, 0))
        .hasMessageContaining("the truth knows none of the 0 frames");
  }

  /** Only the tracker looks at frames. */
  private static final class NoFrames implements FrameSequence {
    @Override
    public int count() {
      return 0;
    }

    @Override
    public int width() {
      return SIDE;
    }

    @Override
    public int height() {
      return SIDE;
    }

    @Override
    public io.github.oryxcuration.core.picture.RgbImage image(int frame) {
      throw new IllegalStateException();
    }

    @Override
    public FrameSequence.@org.jspecify.annotations.Nullable View view(int frame) {
      return null;
    }
  }
}
