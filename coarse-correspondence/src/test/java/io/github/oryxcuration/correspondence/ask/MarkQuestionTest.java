package io.github.oryxcuration.correspondence.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.correspondence.ask.MarkQuestion.Asked;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarkQuestionTest {
  private static MarkedView view(
      Map<Integer, Double> xs, Map<Integer, Double> metres, Map<Integer, Integer> seen) {
    TreeMap<Integer, Mark> marks = new TreeMap<>();
    xs.forEach((id, x) -> marks.put(id, new Mark(id, 0, x, 50, 100, "")));
    return new MarkedView(marks, metres, seen, 640);
  }

  @Test
  void seenCountsViewsFromOneAndAsksNothingOfHalfHiddenObjects() {
    List<MarkedView> views =
        List.of(
            view(Map.of(1, 10.0, 2, 90.0), Map.of(), Map.of(1, 100, 2, 100, 3, 4)),
            view(Map.of(1, 10.0, 3, 20.0), Map.of(), Map.of(1, 100, 3, 100)),
            view(Map.of(1, 10.0, 2, 30.0), Map.of(), Map.of(1, 100, 2, 90)));
    // 1 is everywhere, 3 is there but unmarked in the first view: only 2 can be asked of.
    assertThat(MarkQuestion.SEEN.ask(views, "scene", 0))
        .isEqualTo(
            new Asked(
                "In which of the 3 images can the object with mark 2 be seen? Answer with the numbers of"
                    + " the images, the first image being 1.",
                "1, 3"));
  }

  @Test
  void leftAndNearerAskOnlyWhatIsClear() {
    List<MarkedView> close =
        List.of(view(Map.of(1, 10.0, 2, 60.0), Map.of(1, 2.0, 2, 2.5), Map.of()));
    assertThatThrownBy(() -> MarkQuestion.LEFT.ask(close, "scene", 0))
        .hasMessage("scene: no question of kind left has a certain answer");
    assertThatThrownBy(() -> MarkQuestion.NEARER.ask(close, "scene", 0))
        .hasMessage("scene: no question of kind nearer has a certain answer");

    List<MarkedView> clear =
        List.of(view(Map.of(1, 10.0, 2, 90.0), Map.of(1, 2.0, 2, 2.7), Map.of()));
    Asked left = MarkQuestion.LEFT.ask(clear, "scene", 0);
    assertThat(left.answer())
        .isEqualTo(left.question().contains("is mark 1 to") ? "left" : "right");
    Asked nearer = MarkQuestion.NEARER.ask(clear, "scene", 0);
    assertThat(nearer.answer()).isEqualTo("1");
    assertThat(MarkQuestion.NEARER.ask(clear, "scene", 0)).isEqualTo(nearer);
  }

  @Test
  void promptsHoldTheirQuestion() {
    assertThat(PromptFile.of(PromptFile.MARKED).ask("What colour?"))
        .isEqualTo(
            """
            Objects in the images are annotated with red circles containing a number; the same number always denotes the same object in all images.
            What colour?
            Answer the question using a single word or phrase.""");
    assertThat(PromptFile.of(PromptFile.PLAIN).ask("Why?"))
        .isEqualTo("Why?\nAnswer the question using a single word or phrase.");
  }
}
