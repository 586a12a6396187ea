package io.github.oryxcuration.needle.choose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvenAllocationTest {
  private static int[] sums(int[][] taken) {
    int[] sums = new int[taken[0].length];
    for (int[] film : taken) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += film[c];
      }
    }
    return sums;
  }

  private static int total(int[][] taken) {
    return Arrays.stream(sums(taken)).sum();
  }

  private static int[] filled(int length, int value) {
    int[] array = new int[length];
    Arrays.fill(array, value);
    return array;
  }

  @Test
  void nothingGivesNothing() {
    assertThat(EvenAllocation.even(new int[0][], new int[0], 5)).isEmpty();
    assertThat(EvenAllocation.even(new int[][] {{0, 0}}, new int[] {9}, 5))
        .isEqualTo(new int[][] {{0, 0}});
  }

  @Test
  void emptyCellHoldsAllOthersToOne() {
    assertThat(EvenAllocation.even(new int[][] {{5, 0, 5}}, new int[] {99}, 99))
        .isEqualTo(new int[][] {{1, 0, 1}});
  }

  @Test
  void filmThatAloneHasACellGivesItsShareThere() {
    int[][] taken = EvenAllocation.even(new int[][] {{3, 3}, {3, 0}}, new int[] {3, 3}, 6);

    assertThat(taken).isEqualTo(new int[][] {{0, 3}, {3, 0}});
  }

  @Test
  void cellsDifferByAtMostOneAndTheTotalIsReachedUnderRejections() {
    Random random = new Random(1);
    int films = 1100;
    int cells = 20;
    int[][] supply = new int[films][cells];
    for (int[] film : supply) {
      boolean lost = random.nextInt(20) == 0;
      for (int c = 0; c < cells; c++) {
        double share = c < 2 || c > 17 ? 0.5 : 0.9; // openings and credits give less
        film[c] = lost ? 0 : (random.nextDouble() < share ? 1 + random.nextInt(3) : 0);
      }
    }

    int[][] taken = EvenAllocation.even(supply, filled(films, 12), 10_000);

    assertThat(total(taken)).isEqualTo(10_000);
    assertThat(sums(taken)).containsOnly(500);
    for (int f = 0; f < films; f++) {
      assertThat(Arrays.stream(taken[f]).sum()).isLessThanOrEqualTo(12);
      for (int c = 0; c < cells; c++) {
        assertThat(taken[f][c]).isBetween(0, supply[f][c]);
      }
    }
  }

  @Test
  void totalThatIsNoMultipleOfTheCellsIsReachedToo() {
    int[][] taken = EvenAllocation.even(new int[][] {filled(7, 9)}, new int[] {100}, 31);

    assertThat(total(taken)).isEqualTo(31);
    assertThat(sums(taken)).containsOnly(4, 5);
  }

  @Test
  void whatIsMissingIsFilledUpBesideWhatIsThere() {
    int[][] taken =
        EvenAllocation.even(
            new int[][] {{4, 4, 4}, {4, 4, 4}}, new int[] {3, 3}, 15, new int[] {5, 3, 2});

    assertThat(sums(taken)).isEqualTo(new int[] {0, 2, 3});
  }

  @Test
  void randomCasesKeepEveryBound() {
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      int films = 1 + random.nextInt(6);
      int cells = 1 + random.nextInt(5);
      int[][] supply = new int[films][cells];
      int[] perFilm = new int[films];
      for (int f = 0; f < films; f++) {
        perFilm[f] = random.nextInt(8);
        for (int c = 0; c < cells; c++) {
          supply[f][c] = random.nextInt(4);
        }
      }
      int total = random.nextInt(30);

      int[][] taken = EvenAllocation.even(supply, perFilm, total);

      int[] sums = sums(taken);
      assertThat(Arrays.stream(sums).max().orElse(0) - Arrays.stream(sums).min().orElse(0))
          .isLessThanOrEqualTo(1);
      assertThat(total(taken)).isLessThanOrEqualTo(total);
      for (int f = 0; f < films; f++) {
        assertThat(Arrays.stream(taken[f]).sum()).isLessThanOrEqualTo(perFilm[f]);
        for (int c = 0; c < cells; c++) {
          assertThat(taken[f][c]).isBetween(0, supply[f][c]);
        }
      }
    }
  }
}
