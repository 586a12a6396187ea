package io.github.oryxcuration.mixture.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationListTest {
  private static final String WORDS = "a b c d e f g h i j k l m";

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "scene0011_00, scene0011",
    "val-scene0011-3, scene0011",
    "/data/scannet/scene0707_01/color/12.jpg, scene0707",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3, dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ, dQw4w9WgXcQ",
    "movies/tt0047396/shot_1.mp4, tt0047396",
    "videos/4010069381.mp4, 4010069381"
  })
  void anEntryGivesTheIdOfItsSceneFilmOrVideo(String value, String id) {
    assertThat(MediaIds.of(value)).containsExactly(id);
    assertThat(MediaIds.candidates(value)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"12, false", "000123, false", "0001234, true", "color, false", "abcdef, true"})
  void shortIdsAreNotCompared(String id, boolean telling) {
    assertThat(MediaIds.isTelling(id)).isEqualTo(telling);
  }

  @Test
  void allLayoutsGiveIdsAndWords() throws IOException {
    List<String> files =
        List.of(
            file("a.json", "{\"x\": {\"video_id\": 4010069381, \"question\": \"" + WORDS + "\"}}"),
            file("b.jsonl", "{\"video\": \"v/4010069381.mp4\", \"text\": \"" + WORDS + "\"}\n\n"),
            file("c.csv", "video,question\n4010069381,\"" + WORDS + "\"\n"));
    for (String path : files) {
      EvaluationList list = EvaluationListReader.read(path);
      assertThat(list.hasId("4010069381")).as(path).isTrue();
      assertThat(list.hasNgram(Ngrams.hashes(Ngrams.words(WORDS))[0])).as(path).isTrue();
    }
    EvaluationList ids = EvaluationListReader.read(file("d.txt", "scene0011_00\n\n12\n"));
    assertThat(ids.hasId("scene0011")).isTrue();
    assertThat(ids.listed(new Certificate.Hits(0, 0, 0, 0)).idsTooShort()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    String broken = file("x.json", "{");
    String odd = file("x.mp4", "x");
    assertThatThrownBy(() -> EvaluationListReader.read(broken))
        .hasMessageContaining("x.json (of --against) is no JSON: ");
    assertThatThrownBy(() -> EvaluationListReader.read(odd))
        .hasMessageContaining("x.mp4 is no evaluation list that can be read: give .json");
    assertThatThrownBy(() -> EvaluationListReader.read(folder.resolve("none.txt").toString()))
        .hasMessageEndingWith("none.txt (of --against) does not exist");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> EvaluationListReader.read(empty.toString()))
        .hasMessageEndingWith("empty (of --against) holds no picture");
  }

  @Test
  void aTextOfThirteenWordsHasOneNgramAndAShorterNone() {
    assertThat(Ngrams.hashes(Ngrams.words(WORDS))).hasSize(1);
    assertThat(Ngrams.hashes(Ngrams.words(WORDS + "!, N"))).hasSize(2);
    assertThat(Ngrams.hashes(Ngrams.words("a b c"))).isEmpty();
  }
}
