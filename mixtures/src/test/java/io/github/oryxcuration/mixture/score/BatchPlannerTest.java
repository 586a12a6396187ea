package io.github.oryxcuration.mixture.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
  /** Of pictures, videos and long videos, as a stage-2 mix has them. */
  private static List<Long> stageTwo(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int kind = random.nextInt(10);
      long visual =
          kind < 4
              ? 600 + random.nextInt(2600)
              : kind < 8 ? (8 + random.nextInt(57)) * 103L : 3600 + random.nextInt(10_500);
      tokens.add(Math.min(16_384, visual + 30 + random.nextInt(300)));
    }
    return tokens;
  }

  @Test
  void batchesOfAStageTwoMixAreNineTenthsFull() {
    List<Long> tokens = stageTwo(10_000, 7);
    long budget = 4 * tokens.stream().mapToLong(Long::longValue).max().orElseThrow();

    List<BatchPlanner.Batch> batches = BatchPlanner.plan(tokens, budget);

    double filled = 0;
    for (BatchPlanner.Batch batch : batches.subList(0, batches.size() - 1)) {
      assertThat(batch.tokens()).isLessThanOrEqualTo(budget);
      filled += (double) batch.tokens() / budget;
    }
    assertThat(filled / (batches.size() - 1)).isGreaterThanOrEqualTo(0.9);
    assertThat(batches.stream().flatMap(batch -> batch.rows().stream()).sorted())
        .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 10_000).boxed().toList());
    assertThat(BatchPlanner.plan(tokens, budget)).isEqualTo(batches);
  }

  @Test
  void aRowAboveTheBudgetIsAlone() {
    assertThat(BatchPlanner.plan(List.of(3L, 50L, 4L), 10))
        .containsExactly(
            new BatchPlanner.Batch(List.of(0, 2), 7), new BatchPlanner.Batch(List.of(1), 50));
  }

  @Test
  void noRowsAreNoBatches() {
    assertThat(BatchPlanner.plan(List.of(), 10)).isEmpty();
    assertThatThrownBy(() -> BatchPlanner.plan(List.of(), 0))
        .hasMessage("budget must be at least 1, but was 0");
  }
}
