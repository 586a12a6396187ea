package io.github.oryxcuration.mixture.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredItemsTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private List<AnsweredItem> read(String predictions, String references) throws IOException {
    return AnsweredItems.read(file("p.jsonl", predictions), file("r.jsonl", references));
  }

  @Test
  void itemsComeInTheOrderOfTheReferencesWhateverTheirIdsAre() throws IOException {
    List<AnsweredItem> items =
        read(
            """
            {"id": 2, "prediction": "é", "extra": 1}

            {"id": "1", "predictions": ["b", "c"]}
            """,
            """
            {"id": 1, "references": ["b", "d"]}
            {"id": "2", "reference": "é"}
            """);

    assertThat(items)
        .containsExactly(
            new AnsweredItem("1", List.of("b", "c"), List.of("b", "d")),
            new AnsweredItem("2", List.of("é"), List.of("é")));
  }

  @Test
  void everyBadLineIsNamedWithItsNumber() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"id": "a", "prediction": "x"}
                    {"id": "b"
                    {"prediction": "x"}
                    {"id": "c", "predictions": []}
                    {"id": "d", "prediction": 7}
                    {"id": "a", "prediction": "y"}
                    """,
                    "[1]\n"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("Nothing was scored. Mend the files and run again:\n")
        .hasMessageContaining("p.jsonl line 2: no valid JSON: ")
        .hasMessageContaining("p.jsonl line 3: no \"id\"")
        .hasMessageContaining(
            "p.jsonl line 4: id 'c' has neither \"prediction\" (a text) nor \"predictions\" (a list"
                + " of at least one text)")
        .hasMessageContaining("p.jsonl line 5: id 'd' has neither")
        .hasMessageContaining("p.jsonl line 6: id 'a' stands on line 1 already")
        .hasMessageEndingWith("r.jsonl line 1: no \"id\"");
  }

  @Test
  void bytesThatAreNoUtf8AreABadLine() throws IOException {
    byte[] line = "{\"id\": 1, \"reference\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    Path broken = Files.write(folder.resolve("r.jsonl"), line);

    assertThatThrownBy(
            () ->
                AnsweredItems.read(
                    file("p.jsonl", "{\"id\": 1, \"prediction\": \"e\"}"), broken.toString()))
        .hasMessageContaining("r.jsonl line 1: no valid JSON: Invalid UTF-8");
  }

  @Test
  void idsOfOneFileAloneAreCountedAndNamed() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"id\": 1, \"prediction\": \"x\"}\n{\"id\": 3, \"prediction\": \"x\"}",
                    "{\"id\": 1, \"reference\": \"x\"}\n{\"id\": 2, \"reference\": \"x\"}"))
        .hasMessage(
            """
            Nothing was scored. Mend the files and run again:
              1 of 2 ids of r.jsonl are missing in p.jsonl: '2'
              1 of 2 ids of p.jsonl are missing in r.jsonl: '3'""");
  }

  @Test
  void emptyFilesAreRefused() {
    assertThatThrownBy(() -> read("", "\n")).hasMessageEndingWith("r.jsonl holds no line");
  }
}
