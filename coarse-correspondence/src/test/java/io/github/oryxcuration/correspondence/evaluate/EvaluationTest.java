package io.github.oryxcuration.correspondence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.correspondence.evaluate.MarkEvaluation.Drawn;
import io.github.oryxcuration.correspondence.track.Assignment;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final double EXACT = 1e-12;

  @Test
  void assignmentIsTheBestOfAllPermutations() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      double[][] values = new double[rows][columns];
      for (double[] row : values) {
        for (int c = 0; c < columns; c++) {
          row[c] = random.nextInt(10);
        }
      }
      int[] match = Assignment.greatest(values);
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += match[r] < 0 ? 0 : values[r][match[r]];
      }
      assertThat(sum).isEqualTo(best(values, 0, new boolean[columns]));
      assertThat(java.util.Arrays.stream(match).filter(c -> c >= 0)).doesNotHaveDuplicates();
    }
    assertThat(Assignment.greatest(new double[0][0])).isEmpty();
    assertThat(Assignment.greatest(new double[][] {{0, 0}})).containsExactly(-1);
  }

  private static double best(double[][] values, int row, boolean[] used) {
    if (row == values.length) {
      return 0;
    }
    double best = best(values, row + 1, used);
    for (int c = 0; c < used.length; c++) {
      if (!used[c]) {
        used[c] = true;
        best = Math.max(best, values[row][c] + best(values, row + 1, used));
        used[c] = false;
      }
    }
    return best;
  }

  /**
   * Three views. Id 1 hits instance 10 twice and 20 once; id 2 hits 20 twice; id 3 hits nothing
   * once. Visible: 10 in views 0, 1, 2; 20 in 0, 1, 2; 30 in 2.
   */
  @Test
  void marksAreScoredAsTheSpecificationDefines() {
    MarkEvaluation evaluation = new MarkEvaluation();
    evaluation.add(
        List.of(
            new Drawn(1, 0, 10),
            new Drawn(1, 1, 10),
            new Drawn(1, 2, 20),
            new Drawn(2, 0, 20),
            new Drawn(2, 1, 20),
            new Drawn(3, 2, 0)),
        List.of(
            Map.of(10, 500, 20, 500), Map.of(10, 500, 20, 500), Map.of(10, 500, 20, 500, 30, 400)));
    MarkScores scores = evaluation.scores();
    assertThat(scores.marks()).isEqualTo(6);
    assertThat(scores.precision()).isCloseTo(4.0 / 6, within(EXACT)); // not: 1 on 20, 3 on nothing
    assertThat(scores.recall()).isCloseTo(4.0 / 7, within(EXACT));
    assertThat(scores.consistency()).isCloseTo(4.0 / 5, within(EXACT)); // (2 + 2) of 5 hits
    assertThat(scores.fragmentation()).isCloseTo(3.0 / 2, within(EXACT)); // 10: 1; 20: 1 and 2
    assertThat(scores.coverage()).isCloseTo((3.0 / 3 + 2.0 / 3) / 2, within(EXACT));
    assertThat(scores.crossView()).isCloseTo(5.0 / 6, within(EXACT));
    assertThat(scores.twice()).isZero();
    assertThat(scores.idf1()).isCloseTo(2 * 4.0 / (6 + 7), within(EXACT));
    // Five of six marks are on an instance: DetA = 5 / (6 + 7 - 5). Each weighs what its id and its
    // instance share: 2 of 3 + 3 - 2, 2 of 2 + 3 - 2, 1 of 3 + 3 - 1.
    double assA = (2 * 2.0 / 4 + 2 * 2.0 / 3 + 1.0 / 5) / 5;
    assertThat(scores.hota()).isCloseTo(Math.sqrt(5.0 / 8 * assA), within(EXACT));
  }

  /** The same marks as detections that overlap wholly or not at all. */
  @Test
  void marksHaveTheIdentityScoresOfTracks() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      MarkEvaluation marks = new MarkEvaluation();
      TrackEvaluation tracks = new TrackEvaluation();
      List<Drawn> drawn = new java.util.ArrayList<>();
      List<Map<Integer, Integer>> visible = new java.util.ArrayList<>();
      for (int view = 0; view < 5; view++) {
        Map<Integer, Integer> seen = new java.util.TreeMap<>();
        for (int instance = 1; instance <= 4; instance++) {
          if (random.nextInt(4) > 0) {
            seen.put(instance, 100);
          }
        }
        visible.add(seen);
        List<Integer> truth = List.copyOf(seen.keySet());
        List<Integer> ids = new java.util.ArrayList<>();
        double[][] overlap = new double[4][truth.size()];
        for (int id = 1; id <= 4; id++) {
          if (random.nextInt(3) > 0) {
            int on = random.nextInt(truth.size() + 1) - 1;
            if (on >= 0 && isTaken(view, truth.get(on), drawn)) {
              on = -1; // equals on one instance would be matched in any order
            }
            if (on >= 0) {
              overlap[ids.size()][on] = 1;
            }
            ids.add(id);
            drawn.add(new Drawn(id, view, on < 0 ? 0 : truth.get(on)));
          }
        }
        tracks.add(ids, truth, java.util.Arrays.copyOf(overlap, ids.size()));
      }
      marks.add(drawn, visible);
      assertThat(marks.scores().idf1()).isCloseTo(tracks.scores().idf1(), within(EXACT));
      assertThat(marks.scores().hota()).isCloseTo(tracks.scores().hota(), within(EXACT));
    }
  }

  @Test
  void idDrawnTwiceInAViewIsCountedAndNothingIsPerfect() {
    MarkEvaluation evaluation = new MarkEvaluation();
    assertThat(evaluation.scores()).isEqualTo(new MarkScores(0, 1, 1, 1, 1, 1, 1, 0, 1, 1));
    evaluation.add(List.of(new Drawn(1, 0, 4), new Drawn(1, 0, 4)), List.of(Map.of(4, 9)));
    assertThat(evaluation.scores().twice()).isEqualTo(1);
  }

  @Test
  void idsOfDifferentScenesDoNotMix() {
    MarkEvaluation evaluation = new MarkEvaluation();
    evaluation.add(List.of(new Drawn(1, 0, 4)), List.of(Map.of(4, 9)));
    evaluation.add(List.of(new Drawn(1, 0, 7)), List.of(Map.of(7, 9)));
    assertThat(evaluation.scores().precision()).isEqualTo(1);
    assertThat(evaluation.scores().consistency()).isEqualTo(1);
  }

  private static boolean isTaken(int view, int instance, List<Drawn> drawn) {
    return drawn.stream().anyMatch(mark -> mark.view() == view && mark.instance() == instance);
  }

  /** Of two ids on instance 10 in view 1 the one counts that is on it in view 0 as well. */
  @Test
  void ofTwoIdsOnOneInstanceTheFaithfulOneCounts() {
    MarkEvaluation evaluation = new MarkEvaluation();
    assertThat(
            evaluation.add(
                List.of(new Drawn(1, 0, 10), new Drawn(1, 1, 10), new Drawn(2, 1, 10)),
                List.of(Map.of(10, 9), Map.of(10, 9))))
        .containsExactly(true, true, false);
    // Two of three marks and two sights match; what matches keeps its id.
    assertThat(evaluation.scores().hota()).isCloseTo(Math.sqrt(2.0 / 3), within(EXACT));
    assertThat(evaluation.scores().idf1()).isCloseTo(2 * 2.0 / (3 + 2), within(EXACT));
  }

  private static LabelMap map(int... ids) {
    short[] values = new short[ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[i] = (short) ids[i];
    }
    return new LabelMap(ids.length, 1, values);
  }

  @Test
  void perfectTracksScoreOneUnderAnyNames() {
    TrackEvaluation evaluation = new TrackEvaluation();
    evaluation.add(map(7, 7, 0, 9), map(1, 1, 0, 2));
    evaluation.add(map(0, 7, 9, 9), map(0, 1, 2, 2));
    TrackEvaluation.Scores scores = evaluation.scores();
    assertThat(scores.idf1()).isEqualTo(1);
    assertThat(scores.hota()).isCloseTo(1, within(EXACT));
  }

  /** One object over 4 frames, whose id changes in the middle. */
  @Test
  void changeOfIdCostsHalfOfTheIdentity() {
    TrackEvaluation evaluation = new TrackEvaluation();
    evaluation.add(map(5, 5), map(1, 1));
    evaluation.add(map(5, 5), map(1, 1));
    evaluation.add(map(6, 6), map(1, 1));
    evaluation.add(map(6, 6), map(1, 1));
    TrackEvaluation.Scores scores = evaluation.scores();
    assertThat(scores.idf1()).isCloseTo(2.0 * 2 / (4 + 4), within(EXACT));
    assertThat(scores.detA()).isCloseTo(1, within(EXACT));
    assertThat(scores.assA()).isCloseTo(0.5, within(EXACT)); // 2 of 4 + 2 - 2 frames, each half
    assertThat(scores.hota()).isCloseTo(Math.sqrt(0.5), within(EXACT));
  }

  /** Overlap 0.6 in one of two frames, nothing found in the other. */
  @Test
  void missedFrameCostsDetection() {
    TrackEvaluation evaluation = new TrackEvaluation();
    evaluation.add(List.of(5), List.of(1), new double[][] {{0.6}});
    evaluation.add(List.of(), List.of(1), new double[0][1]);
    TrackEvaluation.Scores scores = evaluation.scores();
    assertThat(scores.idf1()).isCloseTo(2.0 / 3, within(EXACT));
    // At overlaps up to 0.6, 12 of 19: DetA = 1 / 2, AssA = 1 / 2.
    assertThat(scores.detA()).isCloseTo(0.5 * 12 / 19, within(EXACT));
    assertThat(scores.hota()).isCloseTo(0.5 * 12 / 19, within(EXACT));
  }

  private static boolean[] square(int size, int from, int to) {
    boolean[] mask = new boolean[size * size];
    for (int y = from; y < to; y++) {
      for (int x = from; x < to; x++) {
        mask[y * size + x] = true;
      }
    }
    return mask;
  }

  @Test
  void masksAreScoredByRegionAndOutline() {
    boolean[] truth = square(100, 20, 60);
    assertThat(MaskScores.j(truth, truth)).isEqualTo(1);
    assertThat(MaskScores.f(truth, truth, 100, 100)).isEqualTo(1);
    assertThat(MaskScores.j(square(100, 20, 40), truth)).isCloseTo(0.25, within(EXACT));
    boolean[] near = square(100, 21, 61);
    assertThat(MaskScores.j(near, truth))
        .isCloseTo(39 * 39 / (2 * 1600.0 - 39 * 39), within(EXACT));
    assertThat(MaskScores.f(near, truth, 100, 100)).isEqualTo(1); // within ceil(0.008 * 141) = 2
    assertThat(MaskScores.f(square(100, 70, 90), truth, 100, 100)).isZero();
    boolean[] nothing = new boolean[100 * 100];
    assertThat(MaskScores.j(nothing, nothing)).isEqualTo(1);
    assertThat(MaskScores.f(nothing, nothing, 100, 100)).isEqualTo(1);
    assertThat(MaskScores.f(truth, nothing, 100, 100)).isZero();
  }
}
