package io.github.oryxcuration.needle.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HaystackTest {
  @Test
  void runsAreThinnedToTheirFirstFrameAndUndecodableFramesAreLeftOut() {
    FrameFeatures a = DrawnFeatures.frame(1);
    FrameFeatures b = DrawnFeatures.frame(2);
    List<@Nullable FrameFeatures> features = new ArrayList<>();
    features.addAll(List.of(a, a, b, b));
    features.add(null);
    features.addAll(List.of(b, a));

    assertThat(Haystack.of(features, 192, Nearness.DEFAULT))
        .isEqualTo(new Haystack(List.of(0, 2, 6), 1, 3));
  }

  @Test
  void longFilmIsSpreadAsTheTrainerWould() {
    List<@Nullable FrameFeatures> features = new ArrayList<>(DrawnFeatures.frames(1, 30));

    assertThat(Haystack.of(features, 4, Nearness.DEFAULT).frames()).containsExactly(0, 9, 19, 29);
    assertThat(Haystack.of(features, 30, Nearness.DEFAULT).length()).isEqualTo(30);
  }

  @Test
  void filmOfNothingHasAnEmptyHaystack() {
    assertThat(Haystack.of(new ArrayList<>(), 192, Nearness.DEFAULT).length()).isZero();
  }

  @Test
  void depthsCutPositionsIntoEqualBinsWithBothEnds() {
    Depths depths = new Depths(4);

    assertThat(java.util.stream.IntStream.range(0, 9).map(i -> depths.bin(i, 9)).boxed().toList())
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 3);
    assertThat(depths.bin(0, 1)).isZero();
    assertThat(Depths.depth(8, 9)).isEqualTo(1);
    assertThatThrownBy(() -> depths.bin(9, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("position must be in [0, 9), but was 9");
  }
}
