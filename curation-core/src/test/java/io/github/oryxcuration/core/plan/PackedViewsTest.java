package io.github.oryxcuration.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Turn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedViewsTest {
  private static final MediaRef.Views VIEWS =
      new MediaRef.Views(
          "scene0000_00",
          "geometric-1",
          List.of(
              new MediaRef.View(
                  new MediaRef.InPatch("/a.sens", 1L << 40, List.of(77), false), 3, 0.1),
              new MediaRef.View(new MediaRef.InFile("/b/9.jpg"), 9, Frame.NO_TIME)),
          List.of(new Mark(1, 0, 10.5, 20, 300, "chair"), new Mark(1, 1, 0, 0.25, 12, "")),
          true);

  private static Candidate candidate() {
    return new Candidate(
        "s/f@0",
        "s",
        "scanqa",
        Modality.VIDEO,
        List.of(VIEWS),
        List.of(Turn.human("<image>\nWhat?"), Turn.gpt("This.")),
        "",
        null,
        new Origin("/f", "digest", "0", "q-0"));
  }

  @Test
  void viewsAndMarksTravelWhole() {
    Candidate candidate = candidate();
    byte[] packed = PackedRow.of(candidate);
    PackedRow.Head head = new PackedRow.Head("s/f@0", "s", "/f", "digest");
    assertThat(PackedRow.candidate(head, packed, 0, packed.length)).isEqualTo(candidate);
    assertThat(Json.read(Json.write(candidate), Candidate.class)).isEqualTo(candidate);
    byte[] broken = Arrays.copyOf(packed, packed.length / 2);
    assertThatThrownBy(() -> PackedRow.candidate(head, broken, 0, broken.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void markOnAViewThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                new MediaRef.Views(
                    "scene", "t", VIEWS.views(), List.of(new Mark(1, 2, 0, 0, 1, "")), true))
        .hasMessage("a mark on view 2, where there are 2");
  }

  @Test
  void keyTellsStampedViewsFromPlainOnes() {
    MediaRef plain =
        new MediaRef.Views("scene0000_00", "geometric-1", VIEWS.views(), VIEWS.marks(), false);
    assertThat(plain.key()).isNotEqualTo(VIEWS.key());
    assertThat(VIEWS.path()).isEqualTo("/a.sens");
  }
}
