package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameSamplingTest {
  @Test
  void aVideoShorterThanTheBoundIsKeptWholeInTrainingAndRepeatedInInference() {
    assertThat(FrameSampling.training(3, 64)).containsExactly(0, 1, 2);
    assertThat(FrameSampling.training(1, 1)).containsExactly(0);
    assertThat(FrameSampling.linspace(3, 5)).containsExactly(0, 0, 1, 1, 2);
  }

  @Test
  void aLongerVideoIsThinnedWithItsFirstAndLastFrame() {
    assertThat(FrameSampling.training(11, 3)).containsExactly(0, 5, 10);
    assertThat(FrameSampling.training(64, 64)).isEqualTo(IntStream.range(0, 64).toArray());
  }

  /** Lengths where the exact quotient of integers would choose other frames. */
  @Test
  void roundingIsThatOfDoubleArithmetic() {
    int[] chosen = FrameSampling.linspace(154, 64);
    assertThat(new int[] {chosen[21], chosen[42], chosen[49]}).containsExactly(50, 101, 118);
  }

  @Test
  void oneFramePerSecondTakesEveryRoundedRateFrame() {
    assertThat(FrameSampling.oneFps(100, 29.97, 64)).containsExactly(0, 30, 60, 90);
    assertThat(FrameSampling.oneFps(31, 30, 64)).containsExactly(0, 30);
    assertThat(FrameSampling.oneFps(30, 30, 64)).containsExactly(0);
    assertThat(FrameSampling.oneFps(5, 0.2, 64)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aRateOfAHalfRoundsToTheEvenStrideAsPythonDoes() {
    assertThat(FrameSampling.oneFps(10, 2.5, 64)).containsExactly(0, 2, 4, 6, 8);
    assertThat(FrameSampling.oneFps(10, 3.5, 64)).containsExactly(0, 4, 8);
  }

  @Test
  void moreSecondsThanTheBoundAreSpreadOverAllFrames() {
    assertThat(FrameSampling.oneFps(301, 10, 31)).hasSize(31).endsWith(300);
    assertThat(FrameSampling.oneFps(302, 10, 30)).isEqualTo(FrameSampling.linspace(302, 30));
  }

  @Test
  void otherRatesOfSamplingDivideTheRate() {
    assertThat(FrameSampling.sampled(100, 30, 2, 64)).containsExactly(0, 15, 30, 45, 60, 75, 90);
    assertThat(FrameSampling.sampled(100, 30, 0.5, 64)).containsExactly(0, 60);
  }

  @Test
  void theFrameOfASecondIsTheFirstAtOrAfterIt() {
    long[] micros = {500_000, 900_000, 1_499_999, 1_500_000, 2_600_000, 9_000_000, 9_100_000};
    assertThat(FrameSampling.sampledByTime(micros, 1, 64)).containsExactly(0, 3, 4, 5);
    assertThat(FrameSampling.sampledByTime(new long[] {7}, 1, 64)).containsExactly(0);
    assertThat(FrameSampling.sampledByTime(new long[] {0, 0, 0}, 1, 64)).containsExactly(0);
  }

  @Test
  void timesOfAConstantRateGiveTheFramesOfItsStride() {
    for (int fps : new int[] {1, 7, 10, 24, 25, 30, 50, 60}) {
      long[] micros = LongStream.range(0, 400).map(i -> Math.round(i * 1e6 / fps)).toArray();
      assertThat(FrameSampling.sampledByTime(micros, 1, 400))
          .as("%s fps", fps)
          .isEqualTo(FrameSampling.oneFps(400, fps, 400));
    }
  }

  @Test
  void tooManyMomentsAreSpreadOverAllFrames() {
    long[] micros = LongStream.range(0, 100).map(i -> i * 1_000_000).toArray();
    assertThat(FrameSampling.sampledByTime(micros, 1, 7)).isEqualTo(FrameSampling.linspace(100, 7));
  }

  @Test
  void timesThatDescendAndRatesThatAreNoneAreTheCallersMistake() {
    assertThatThrownBy(() -> FrameSampling.sampledByTime(new long[] {5, 4}, 1, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("micros must not descend, but frame 1 at 4 does");
    assertThatThrownBy(() -> FrameSampling.oneFps(5, Double.NaN, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("averageFps must be above 0, but was NaN");
    assertThatThrownBy(() -> FrameSampling.linspace(0, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames must be at least 1, but was 0");
  }

  @Test
  void anyChoiceAscendsWithinTheVideoAndTheBound() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      int frames = random.nextInt(1, 5000);
      int max = random.nextInt(1, 300);
      int[] kept = FrameSampling.oneFps(frames, random.nextDouble(0.1, 130), max);
      assertThat(kept.length).isBetween(1, max);
      assertThat(kept[0]).isZero();
      for (int k = 1; k < kept.length; k++) {
        assertThat(kept[k]).isGreaterThan(kept[k - 1]);
      }
      assertThat(kept[kept.length - 1]).isLessThan(frames);
    }
  }
}
