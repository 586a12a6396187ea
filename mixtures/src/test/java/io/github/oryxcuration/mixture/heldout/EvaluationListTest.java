package io.github.oryxcuration.mixture.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "videos/4010069381.mp4, 4010069381",
    "star/Charades_v1_480/ZS9XR.mp4, ZS9XR",
    "activitynet/v_QOlSCBRmfWY.mp4, QOlSCBRmfWY"
  })
  void anEntryGivesTheIdOfItsSceneFilmOrVideo(String value, String id) {
    assertThat(MediaIds.of(value)).containsExactly(id);
    assertThat(MediaIds.candidates(value)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "12, false",
    "000123, false",
    "0001234, true",
    "12345, false",
    "color, false",
    "abcdef, true",
    "ZS9XR, true"
  })
  void shortIdsAreNotCompared(String id, boolean telling) {
    assertThat(MediaIds.isTelling(id)).isEqualTo(telling);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v_fFjv93ACGo8.mp4", "a/fFjv93ACGo8_12_30.mp4", "fFjv93ACGo8/00001.jpg"})
  void aClipOfYouTubeIsFoundByItsVideo(String path) {
    assertThat(MediaIds.candidates(path)).contains("fFjv93ACGo8");
  }

  /** One row each, with the keys and the forms of ids that the benchmarks are published with. */
  static Stream<Arguments> published() {
    return Stream.of(
        Arguments.of(
            "ScanQA_v1.0_val.json",
            "scene0011",
            """
            [{"answers": ["dark brown"], "object_ids": [4], "object_names": ["chair"], "question": "QUESTION",
              "question_id": "val-scene0011-0", "scene_id": "scene0011_00"}]
            """),
        Arguments.of(
            "v1_balanced_questions_test_scannetv2.json",
            "scene0380",
            """
            {"info": {}, "questions": [{"scene_id": "scene0380_00", "situation": "I sit.",
              "question": "QUESTION", "question_id": 220602000000}]}
            """),
        Arguments.of(
            "nextqa-test.csv",
            "4010069381",
            """
            video,frame_count,width,height,question,answer,qid,type,a0
            4010069381,369,640,480,QUESTION,0,6,CH,to play
            """),
        Arguments.of(
            "all_valid.json",
            "video_10909",
            """
            {"video_10909": {"metadata": {"split": "valid", "video_id": "video_10909", "frame_rate": 30.0},
              "mc_question": [{"id": 0, "question": "QUESTION", "options": ["a"], "answer_id": 0}]}}
            """),
        Arguments.of(
            "video-mme.jsonl",
            "fFjv93ACGo8",
            """
            {"video_id": "001", "duration": "short", "domain": "Knowledge", "videoID": "fFjv93ACGo8", "question": "QUESTION"}
            {"video_id": "002", "url": "https://www.youtube.com/watch?v=N1cdUjctpG8", "question_id": "002-1"}
            """),
        Arguments.of(
            "4_count.json",
            "count_41",
            """
            [{"video": "count_41.mp4", "duration": 4.5, "question": "QUESTION", "candidates": ["3"],
              "answer": "3", "question_type": "count"}]
            """),
        Arguments.of(
            "lvb_val.json",
            "86CxyhFV9MI",
            """
            [{"video_id": "86CxyhFV9MI", "id": "86CxyhFV9MI_0", "question": "QUESTION", "correct_choice": 1,
              "video_path": "86CxyhFV9MI.mp4", "subtitle_path": "86CxyhFV9MI_en.json"}]
            """),
        Arguments.of(
            "action_sequence.json",
            "ZS9XR",
            """
            [{"video": "ZS9XR.mp4", "question": "QUESTION", "candidates": ["a"], "answer": "a",
              "start": 13.0, "end": 18.6}]
            """),
        Arguments.of(
            "questions.json",
            "001934bb-81bd-4cd8-a574-0472ef3f6678",
            """
            [{"q_uid": "001934bb-81bd-4cd8-a574-0472ef3f6678", "question": "QUESTION"}]
            """),
        Arguments.of(
            "val_1.json",
            "QOlSCBRmfWY",
            """
            {"v_QOlSCBRmfWY": {"duration": 82.73, "timestamps": [[0.83, 19.86]],
              "sentences": ["QUESTION"]}}
            """));
  }

  @ParameterizedTest
  @MethodSource("published")
  void publishedListsGiveTheIdsAndWordsOfTheirBenchmarks(String name, String id, String text)
      throws IOException {
    EvaluationList list = EvaluationListReader.read(file(name, text.replace("QUESTION", WORDS)));

    assertThat(list.hasId(id)).isTrue();
    assertThat(list.hasNgram(Ngrams.hashes(Ngrams.words(WORDS))[0])).isTrue();
  }

  @Test
  void whatIsSaidOfAVideoIsNoIdOfIt() throws IOException {
    EvaluationList list =
        EvaluationListReader.read(
            file(
                "a.json",
                "{\"questions\": [{\"video_type\": \"natural\", \"provider\": \"youtube\","
                    + " \"image_source\": \"cocoset\", \"profile\": \"fullscreen\"}]}"));

    assertThat(list.listed(new Certificate.Hits(0, 0, 0, 0)).ids()).isZero();
    assertThat(list.listed(new Certificate.Hits(0, 0, 0, 0)).idsTooShort()).isZero();
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
