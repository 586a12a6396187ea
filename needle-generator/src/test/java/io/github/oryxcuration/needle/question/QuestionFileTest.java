package io.github.oryxcuration.needle.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFileTest {
  private static final String PANDA =
      """
      {"image":"p.jpg","question":"Which animal?","options":["a cat","a panda"],"answer":"a panda"}
      """;
  private static final String LLAVA =
      """
      {"image":"b.jpg","conversations":[{"from":"human","value":"<image>\\nWhich fruit?"},
       {"from":"gpt","value":"Berries."},{"from":"human","value":"Sure?"},{"from":"gpt","value":"Yes"}]}
      """;

  @TempDir private Path folder;

  private List<Question> draw(String text, int count) throws IOException {
    Path file = folder.resolve("questions.json");
    Files.writeString(file, text);
    return QuestionFile.draw(file.toString(), count, 7);
  }

  @Test
  void bothFormsAreReadFromArraysAndLines() throws IOException {
    Question panda = new Question("0", "p.jpg", "Which animal?", List.of("a cat", "a panda"), "B");
    Question berries = new Question("1", "b.jpg", "Which fruit?", List.of(), "Berries.");

    assertThat(draw("[" + PANDA + "," + LLAVA + "]", 5)).containsExactlyInAnyOrder(panda, berries);
    assertThat(draw(PANDA + LLAVA, 5)).containsExactlyInAnyOrder(panda, berries);
    assertThat(panda.prompt())
        .isEqualTo(
            "Which animal?\nA. a cat\nB. a panda\n"
                + "Answer with the letter of the right option and nothing else.");
    assertThat(berries.prompt()).isEqualTo("Which fruit?\nAnswer in a word or a short phrase.");
  }

  @Test
  void seedDrawsSoManyAndTheSameAgain() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append("{\"image\":\"%d.jpg\",\"question\":\"Q\",\"answer\":\"A\"}%n".formatted(i));
    }
    List<Question> drawn = draw(many.toString(), 10);
    Set<Question> distinct = new HashSet<>(drawn);

    assertThat(distinct).hasSize(10);
    assertThat(draw(many.toString(), 10)).isEqualTo(drawn);
  }

  @Test
  void rowsThatCannotBeUsedArePassedOver() throws IOException {
    assertThat(draw("{\"image\":\"x.jpg\"}\n" + PANDA, 5))
        .extracting(Question::id)
        .containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|the last fault: it is empty",
        "{\"question\":\"Q\",\"answer\":\"A\"}|row 0: image is missing or no text",
        "{\"image\":\"a\",\"question\":\"Q\"}|row 0: answer is missing or no text",
        "{\"image\":\"a\",\"question\":\"Q\",\"answer\":\"c\",\"options\":[\"a\",\"b\"]}"
            + "|row 0: the answer 'c' is none of the options [a, b]",
        "{\"image\":\"a\",\"conversations\":[]}|question and answer, or conversations, are missing",
        "[{\"image\":|is no JSON"
      })
  void fileWithoutQuestionsIsToldWithItsFault(String text, String message) {
    assertThatThrownBy(() -> draw(text, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("questions.json")
        .hasMessageContaining(message);
  }
}
