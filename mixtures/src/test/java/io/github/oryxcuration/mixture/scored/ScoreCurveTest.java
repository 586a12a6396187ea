package io.github.oryxcuration.mixture.scored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.mixture.scored.ScoreCurve.Side;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreCurveTest {
  @Test
  void labelledSamplesGivePrecisionAndRecallOfEveryThreshold() {
    ScoreCurve curve = ScoreCurve.empty();
    curve.add(0.2, 0.0);
    curve.add(0.4, 1.0);
    curve.add(0.8, 1.0);
    curve.add(0.8, null);

    assertThat(curve.points(10, Side.FROM))
        .containsExactly(
            new ScoreCurve.Point(">=", 0.2, 1, 2 / 3.0, 1.0),
            new ScoreCurve.Point(">=", 0.4, 0.75, 1.0, 1.0),
            new ScoreCurve.Point(">=", 0.8, 0.5, 1.0, 0.5));
  }

  @Test
  void ofScoresThatShouldBeLowTheSideBelowAThresholdIsKept() {
    ScoreCurve curve = ScoreCurve.empty();
    curve.add(1.5, 1.0);
    curve.add(20, 1.0);
    curve.add(3000, 0.0);

    assertThat(curve.points(10, Side.BELOW))
        .containsExactly(
            new ScoreCurve.Point("<", 20, 1 / 3.0, 1.0, 0.5),
            new ScoreCurve.Point("<", 3000, 2 / 3.0, 1.0, 1.0));
    assertThat(curve.points(10, Side.BELOW).get(1).condition("perplexity"))
        .isEqualTo("perplexity < 3000");
    assertThat(Stream.of("perplexity", "entropy", "blind_match", "unmarked_rouge_l"))
        .allMatch(name -> Side.of(name) == Side.BELOW);
    assertThat(Stream.of("share", "blind_perplexity", "visual_gain", "marks_change"))
        .allMatch(name -> Side.of(name) == Side.FROM);
  }

  @Test
  void barsAreOfOneRoundWidthAndCountEverySampleOnce() {
    ScoreCurve curve = ScoreCurve.empty();
    for (int i = 0; i <= 100; i++) {
      curve.add(i / 100.0, null);
    }

    List<ScoreCurve.Bar> bars = curve.bars(24);
    assertThat(bars).hasSize(21);
    assertThat(bars.subList(0, 20))
        .allSatisfy(
            bar -> {
              assertThat(bar.to() - bar.from()).isCloseTo(0.05, within(1e-9));
              assertThat(bar.count()).isEqualTo(5);
            });
    assertThat(bars.get(20)).isEqualTo(new ScoreCurve.Bar(1, 1, 1));
    assertThat(curve.at(0.3, Side.FROM).kept()).isCloseTo(71 / 101.0, within(1e-12));
    assertThat(curve.at(0.1 + 0.2, Side.FROM).kept()).isEqualTo(curve.at(0.3, Side.FROM).kept());
  }

  @Test
  void aLongTailIsOneBar() {
    ScoreCurve curve = ScoreCurve.empty();
    for (int i = 0; i < 1000; i++) {
      curve.add(2 + i % 10, null);
    }
    curve.add(1_000_000, null);

    assertThat(curve.bars(20)).hasSizeLessThanOrEqualTo(20);
    ScoreCurve.Bar last = curve.bars(20).get(curve.bars(20).size() - 1);
    assertThat(last.to()).isEqualTo(1_000_000);
    assertThat(last.count()).isEqualTo(1);
  }

  @Test
  void oneValueIsOneBarAndNoneIsNone() {
    ScoreCurve curve = ScoreCurve.empty();
    assertThat(curve.bars(10)).isEmpty();
    curve.add(-0.25, null);
    curve.add(-0.25, null);

    assertThat(curve.bars(10)).containsExactly(new ScoreCurve.Bar(-0.25, -0.25, 2));
  }
}
