package io.github.oryxcuration.core.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedCaptionerTest {
  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();

  private RecordedCaptioner captioner(String answer) throws IOException {
    Captioner speaking =
        new Captioner() {
          @Override
          public String identity() {
            return "speaking";
          }

          @Override
          public String caption(CaptionRequest request) {
            asked.add(request.id());
            return answer;
          }

          @Override
          public void close() {}
        };
    CaptionCache cache = CaptionCache.open(folder.resolve("kept.jsonl").toString());
    return new RecordedCaptioner(speaking, cache, AnswerRules.DEFAULT);
  }

  @Test
  void answerIsKeptForLaterRuns() throws IOException {
    for (int run = 0; run < 2; run++) {
      try (RecordedCaptioner captioner = captioner("A red house.")) {
        assertThat(captioner.caption(Frames.request(1))).isEqualTo("A red house.");
      }
    }

    assertThat(asked).hasSize(1);
  }

  @Test
  void answerThatCannotBeUsedIsRefusedAndNotAskedForAgain() throws IOException {
    for (int run = 0; run < 2; run++) {
      try (RecordedCaptioner captioner = captioner("I'm sorry, no.")) {
        assertThatThrownBy(() -> captioner.caption(Frames.request(1)))
            .isInstanceOfSatisfying(
                CurationException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.CAPTION_UNUSABLE))
            .hasMessageContaining("the model refuses: I'm sorry, no.");
      }
    }

    assertThat(asked).hasSize(1);
  }
}
