package io.github.oryxcuration.correspondence.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneFilesTest {
  @TempDir private Path root;

  @Test
  void mapsAreTheExactMasks() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    try (MapZip ids = MapZip.open(scan.file("_2d-instance-filt.zip"));
        MapZip labels = MapZip.open(scan.file("_2d-label-filt.zip"))) {
      assertThat(ids.frames()).containsExactly(0, 1, 2, 3, 4, 5);
      GreyPng map = java.util.Objects.requireNonNull(ids.map(3));
      assertThat(map.values()).isEqualTo(ScanFixture.room().view(3).ids().ids());
      assertThat(java.util.Objects.requireNonNull(labels.map(3)).values()).contains((short) 101);
      assertThat(ids.map(17)).isNull();
    }
  }

  @Test
  void whatIsNoZipIsNamed() throws IOException {
    Path file = root.resolve("x.zip");
    Files.writeString(
        file, "no zip at all, and long enough to look for an end of central directory");
    assertThatThrownBy(() -> MapZip.open(file.toString()))
        .hasMessageStartingWith(file + ": not a zip that can be read: ");
  }

  @Test
  void tableTellsThingsFromWhatRoomsAreMadeOf() throws IOException {
    Path table = SharedFiles.shared("data/scannet/scannetv2-labels.combined.tsv");
    LabelTable labels = LabelTable.read(table.toAbsolutePath().normalize().toString());
    assertThat(labels.id("chair")).hasValue(2);
    assertThat(labels.nyu40("chair")).hasValue(5);
    assertThat(labels.isStuff("floor")).isTrue();
    assertThat(labels.isStuff("chair")).isFalse();
    assertThat(labels.id("no such thing")).isEmpty();
    assertThat(LabelTable.empty().isStuff("wall")).isTrue();
  }

  @Test
  void tableWithoutItsColumnsIsRefused() throws IOException {
    Path table = root.resolve("labels.tsv");
    Files.writeString(table, "id\tname\n1\twall\n");
    assertThatThrownBy(() -> LabelTable.read(table.toString()))
        .hasMessage(
            table + ": no table of labels: its first line must name id, raw_category and nyu40id");
  }

  @Test
  void questionsOfAllThreeKindsOfFileAreRead() throws IOException {
    Question train =
        question(
            """
            {"answers":["dark brown","brown"],"object_ids":[4,5],"object_names":["chair","chair"],
             "question":"What color?","question_id":"val-scene0011-0","scene_id":"scene0011_00"}""");
    assertThat(train)
        .isEqualTo(
            new Question(
                "val-scene0011-0",
                "scene0011_00",
                "What color?",
                List.of("dark brown", "brown"),
                List.of(4, 5)));
    assertThat(train.split()).isEqualTo(Split.VAL);
    Question test =
        question(
            """
            {"question":"Where?","question_id":"test-scene0709-1","scene_id":"scene0709_00"}""");
    assertThat(test.split()).isEqualTo(Split.TEST);
    assertThat(test.answers()).isEmpty();
    assertThat(
            question(
                    """
                    {"object_id":[7],"answers":["x"],"question":"Where?",
                     "question_id":"train-1","scene_id":"scene0709_00"}""")
                .objects())
        .containsExactly(7);
  }

  private static Question question(String json) throws IOException {
    return Question.of(Json.mapper().readTree(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scene0011_00| ../../etc| 'scene_id' must be a name such as scene0000_00, but is '../../etc'",
        "\"a\"| 5| 'answers' must be texts",
        "[3]| [-3]| each of 'object_ids' must be a whole number of at least 0",
        "[3]| {}| 'object_ids' must be a list",
        "What?| ''| 'question' must be a text",
      })
  void brokenQuestionIsNamed(String from, String to, String message) {
    String row =
        "{\"answers\":[\"a\"],\"object_ids\":[3],\"question\":\"What?\",\"question_id\":\"q\",\"scene_id\":\"scene0011_00\"}";
    assertThatThrownBy(() -> question(row.replace(from, to.equals("''") ? "" : to)))
        .hasMessage(
            message.equals("'answers' must be texts")
                ? "each of 'answers' must be a text"
                : message);
  }
}
