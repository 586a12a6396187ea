package io.github.oryxcuration.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.runtime.prompt.SequenceLayout.Media;
import io.github.oryxcuration.runtime.prompt.SequenceLayout.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceLayoutTest {
  private static final int[] TWO = {5, Prompt.IMAGE, 6, 7, Prompt.IMAGE};

  @Test
  void placeholdersGiveWayToTheTokensOfTheirMedia() {
    SequenceLayout layout = SequenceLayout.of(TWO, new long[] {3, 2}, 100);

    assertThat(layout)
        .isEqualTo(
            new SequenceLayout(
                List.of(new Text(0, 1), new Media(0, 3), new Text(2, 4), new Media(1, 2)), 8, 0));
    assertThat(layout.textIndices()).containsExactly(0, -1, -1, -1, 2, 3, -1, -1);
  }

  @Test
  void whatPassesTheLimitIsCutOffWhereverItStands() {
    assertThat(SequenceLayout.of(TWO, new long[] {3, 2}, 8).cut()).isZero();
    assertThat(SequenceLayout.of(TWO, new long[] {3, 2}, 5))
        .isEqualTo(
            new SequenceLayout(List.of(new Text(0, 1), new Media(0, 3), new Text(2, 3)), 5, 3));
    assertThat(SequenceLayout.of(TWO, new long[] {3, 2}, 2))
        .isEqualTo(new SequenceLayout(List.of(new Text(0, 1), new Media(0, 1)), 2, 6));
  }

  @Test
  void textAloneIsOneRun() {
    assertThat(SequenceLayout.of(new int[] {1, 2}, new long[0], 9))
        .isEqualTo(new SequenceLayout(List.of(new Text(0, 2)), 2, 0));
  }

  @Test
  void placeholdersAndMediaMustBeAsMany() {
    assertThatThrownBy(() -> SequenceLayout.of(TWO, new long[] {3}, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the prompt must have one <image> for each medium, but has 2 for 1");
  }
}
