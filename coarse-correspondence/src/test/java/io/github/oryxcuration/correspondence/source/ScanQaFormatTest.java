package io.github.oryxcuration.correspondence.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanQaFormatTest {
  @TempDir private Path root;

  private final Room room = Room.of(RoomSpec.of(5, 9, 320, 240).withMeshSpacing(0.05));

  private SourceSpec source(Map<String, String> options) {
    return new SourceSpec(
        "scan",
        "scanqa",
        List.of(root + "/qa/*.json"),
        root.toString(),
        root.toString(),
        "",
        "",
        "",
        null,
        null,
        1,
        null,
        null,
        "",
        SourceSpec.MultiImageTurn.SPLIT,
        options);
  }

  private static List<Outcome<Candidate>> read(SourceSpec source) throws IOException {
    SourceFormat format = new ScanQaFormat();
    List<Outcome<Candidate>> rows = new ArrayList<>();
    for (SourcePart part : format.parts(source)) {
      try (SourceFormat.Rows read = format.read(source, part)) {
        read.forEachRemaining(rows::add);
      }
    }
    return rows;
  }

  private static List<Candidate> kept(List<Outcome<Candidate>> rows) {
    return rows.stream()
        .filter(row -> row instanceof Outcome.Kept<Candidate>)
        .map(row -> ((Outcome.Kept<Candidate>) row).row())
        .toList();
  }

  private static List<LedgerRow> lost(List<Outcome<Candidate>> rows) {
    return rows.stream()
        .filter(row -> row instanceof Outcome.Lost<Candidate>)
        .map(row -> ((Outcome.Lost<Candidate>) row).row())
        .toList();
  }

  private static MediaRef.Views views(Candidate candidate) {
    return (MediaRef.Views) candidate.media().get(0);
  }

  @Test
  void formatIsFoundByItsWord() {
    assertThat(ServiceLoader.load(SourceFormat.class))
        .anySatisfy(format -> assertThat(format.name()).isEqualTo("scanqa"));
  }

  @Test
  void everyQuestionOfAScanSharesViewsAndMarksAndMarksAreRight() throws IOException {
    ScanFixture.write(room, root);
    List<Candidate> rows = kept(read(source(Map.of("views", "4", "window", "0"))));

    assertThat(rows).hasSize(9);
    assertThat(rows).extracting(Candidate::media).containsOnly(rows.get(0).media());
    assertThat(rows.get(0).id()).isEqualTo("scan/qa/ScanQA_v1.0_train_scene0950_00.json@0");
    assertThat(rows.get(0).conversations().get(0).value())
        .isEqualTo(
            """
            <image>
            Objects in the images are annotated with red circles containing a number; the same number always denotes the same object in all images.
            How many things like the chair are in the room?
            Answer the question using a single word or phrase.""");
    MediaRef.Views views = views(rows.get(0));
    assertThat(views.stamped()).isTrue();
    assertThat(views.views()).extracting(MediaRef.View::index).containsExactly(0L, 2L, 5L, 8L);
    assertThat(views.marks()).extracting(Mark::id).allSatisfy(id -> assertThat(id).isBetween(1, 8));
    assertThat(views.marks()).hasSizeGreaterThan(12);
    for (Mark mark : views.marks()) {
      LabelMap truth = room.view((int) views.views().get(mark.view()).index()).ids();
      int id = truth.id((int) Math.round(mark.x()), (int) Math.round(mark.y()));
      assertThat(room.instances().label(id)).isEqualTo(mark.label()).isNotIn("floor", "wall");
    }
  }

  @Test
  void rawNumbersAreObjectIdsPlusOneAndStuffIsMarkedOnRequest() throws IOException {
    ScanFixture.write(room, root);
    MediaRef.Views views =
        views(
            kept(read(
                    source(
                        Map.of(
                            "views",
                            "2",
                            "numbers",
                            "raw",
                            "stuff",
                            "keep",
                            "placement",
                            "paper"))))
                .get(0));
    assertThat(views.marks()).extracting(Mark::label).contains("floor", "wall");
    assertThat(views.marks())
        .filteredOn(m -> m.label().equals("wall"))
        .extracting(Mark::id)
        .containsOnly(14);
  }

  @Test
  void stampBothWritesEachQuestionTwiceAndNoneLeavesPixelsAlone() throws IOException {
    ScanFixture.write(room, root);
    List<Candidate> both = kept(read(source(Map.of("views", "2", "stamp", "both"))));
    assertThat(both).hasSize(18);
    assertThat(both.get(1).id()).isEqualTo(both.get(0).id() + "-plain");
    assertThat(views(both.get(1)).stamped()).isFalse();
    assertThat(views(both.get(1)).marks()).isEqualTo(views(both.get(0)).marks());
    assertThat(both.get(1).conversations().get(0).value()).doesNotContain("red circles");
  }

  @Test
  void questionsThatNeedMarksAreMadeOnRequest() throws IOException {
    ScanFixture.write(room, root);
    List<Outcome<Candidate>> rows =
        read(source(Map.of("views", "4", "questions", "seen, left, nearer")));
    List<String> tasks = kept(rows).stream().map(Candidate::task).distinct().toList();
    assertThat(tasks).contains("scanqa", "marks-left", "marks-nearer");
    assertThat(kept(rows).size() + lost(rows).size()).isEqualTo(12);
  }

  @Test
  void testQuestionsAndBrokenRowsAndScansAreLostWithTheirReasons() throws IOException {
    ScanFixture.write(room, root);
    Files.writeString(
        root.resolve("qa/more.json"),
        """
        [{"question":"a?","question_id":"test-scene0950-1","scene_id":"scene0950_00","answers":["x"]},
         {"question":"b?","question_id":"train-scene0950-2","scene_id":"scene0950_00","answers":[]},
         {"question":"c?","question_id":"train-scene0777-1","scene_id":"scene0777_00","answers":["x"]},
         {"question":"d?","question_id":"train-scene0777-2","scene_id":"../x","answers":["x"]},
         17,
         {"question":"e?","question_id":"train-scene0950-9","scene_id":"scene0950_00","answers":["x","x","y"]}]
        """);
    List<Outcome<Candidate>> rows =
        read(
            new SourceSpec(
                "scan",
                "scanqa",
                List.of(root + "/qa/more.json"),
                root.toString(),
                root.toString(),
                "",
                "",
                "",
                null,
                null,
                1,
                null,
                null,
                "",
                SourceSpec.MultiImageTurn.SPLIT,
                Map.of("answers", "each", "views", "2")));
    assertThat(lost(rows))
        .extracting(LedgerRow::position, LedgerRow::reason, LedgerRow::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "3",
                Reason.MALFORMED_ROW,
                "'scene_id' must be a name such as scene0000_00, but is '../x'"),
            org.assertj.core.groups.Tuple.tuple(
                "4", Reason.MALFORMED_ROW, "a row must be an object"),
            org.assertj.core.groups.Tuple.tuple(
                "2",
                Reason.MEDIA_MISSING,
                root + ": no scan scene0777_00 in scans/, scans_test/ or the folder itself"),
            org.assertj.core.groups.Tuple.tuple(
                "0",
                Reason.NOT_FOR_TRAINING,
                "test-scene0950-1 is of a test split, which is not trained on"),
            org.assertj.core.groups.Tuple.tuple(
                "1", Reason.NOT_FOR_TRAINING, "train-scene0950-2 has no answer"));
    assertThat(kept(rows)).extracting(c -> c.origin().position()).containsExactly("5", "5-2");
    assertThat(kept(rows))
        .extracting(c -> c.conversations().get(1).value())
        .containsExactly("x", "y");
  }

  @Test
  void framesThatAreSkippedAreToldBesideTheRows() throws IOException {
    ScanFixture.write(room, root);
    ScanFixture.change(
        root.resolve("scans/scene0950_00/scene0950_00.sens"),
        sens -> sens.putFloat(ScanFixture.frame(sens, 2), Float.NEGATIVE_INFINITY));
    SourceSpec source = source(Map.of("views", "4", "window", "0"));
    SourceFormat format = new ScanQaFormat();
    SourcePart part = format.parts(source).get(0);
    try (SourceFormat.Rows rows = format.read(source, part)) {
      assertThat(rows).toIterable().hasSize(9).allMatch(Outcome.Kept.class::isInstance);
      assertThat(rows.reduced())
          .containsExactly(
              new LedgerRow(
                  "scan",
                  "scan/qa/ScanQA_v1.0_train_scene0950_00.json@scene0950_00",
                  "scene0950_00",
                  part.file(),
                  "scene0950_00",
                  "read",
                  Reason.FRAMES_SKIPPED,
                  "scene0950_00: of its 9 frames were skipped: 1 lost pose"));
    }
  }

  @Test
  void scenesAndQuestionsOfTheOtherSplitAreRefused() throws IOException {
    ScanFixture.write(room, root);
    assertThat(lost(read(source(Map.of("views", "2", "split", "val")))))
        .hasSize(9)
        .first()
        .extracting(LedgerRow::reason, LedgerRow::message)
        .containsExactly(
            Reason.NOT_FOR_TRAINING,
            "train-scene0950-0 is of the train split, and options.split is val");
    Files.writeString(root.resolve("scannetv2_val.txt"), "scene0011_00\nscene0950_00\n");
    assertThat(lost(read(source(Map.of("views", "2")))))
        .hasSize(9)
        .first()
        .extracting(LedgerRow::message)
        .isEqualTo("scene0950_00 is of the val split, and options.split is train");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "cpp"})
  void exportedFramesGetTheMarksOfTheirRecording(String exporter) throws IOException {
    ScanFolder scan = ScanFixture.write(room, root);
    List<Mark> wanted = views(kept(read(source(Map.of("views", "4")))).get(0)).marks();
    try (Scan sens = scan.open()) {
      if (exporter.equals("cpp")) {
        ScanFixture.exportCpp(sens, Path.of(scan.path()));
      } else {
        ScanFixture.exportPython(sens, Path.of(scan.path()));
      }
    }
    Files.delete(Path.of(scan.file(".sens")));

    MediaRef.Views views = views(kept(read(source(Map.of("views", "4")))).get(0));

    assertThat(views.views().get(0).picture().path()).endsWith(".jpg");
    assertThat(views.marks())
        .extracting(Mark::id, Mark::view, Mark::label)
        .isEqualTo(
            wanted.stream()
                .map(m -> org.assertj.core.groups.Tuple.tuple(m.id(), m.view(), m.label()))
                .toList());
    for (int i = 0; i < wanted.size(); i++) { // poses are exported with six digits
      assertThat(views.marks().get(i).x()).isCloseTo(wanted.get(i).x(), within(5.0));
      assertThat(views.marks().get(i).y()).isCloseTo(wanted.get(i).y(), within(5.0));
    }
  }

  @Test
  void scansWithoutQuestionsAreAskedOfTheirMarks() throws IOException {
    ScanFixture.write(room, root);
    SourceSpec asked = source(Map.of("views", "4"));
    SourceSpec unasked =
        new SourceSpec(
            "scan",
            "scanqa",
            List.of(),
            root.toString(),
            root.toString(),
            "",
            "",
            "",
            null,
            null,
            1,
            null,
            null,
            "",
            SourceSpec.MultiImageTurn.SPLIT,
            Map.of("views", "4"));
    List<Candidate> rows = kept(read(unasked));
    assertThat(rows)
        .extracting(Candidate::id)
        .contains("scan/scene0950_00@left", "scan/scene0950_00@nearer");
    assertThat(rows.get(0).media()).isEqualTo(kept(read(asked)).get(0).media());
    assertThat(views(rows.get(0)).tracker()).startsWith("geometric-");
  }

  /** Each pose is off by 3 cm and 1.5 degrees (standard deviations). */
  @Test
  void marksStayRightWhenPosesAreOff() throws IOException {
    int marks = 0;
    int right = 0;
    for (long seed = 1; seed <= 4; seed++) {
      Room noisy =
          Room.of(
              RoomSpec.of(seed, 24, 320, 240)
                  .withMeshSpacing(0.04)
                  .withDepthNoise(0.01)
                  .withPoseNoise(0.03, 1.5));
      ScanFixture.write(noisy, root);
      MediaRef.Views views = views(kept(read(source(Map.of()))).get(0));
      for (Mark mark : views.marks()) {
        LabelMap truth = noisy.view((int) views.views().get(mark.view()).index()).ids();
        int id = truth.id((int) Math.round(mark.x()), (int) Math.round(mark.y()));
        marks++;
        right += noisy.instances().label(id).equals(mark.label()) ? 1 : 0;
      }
    }
    assertThat(marks).isGreaterThan(150);
    assertThat((double) right / marks).isGreaterThanOrEqualTo(0.94);
  }

  @Test
  void regionsAreFollowedWhereAnnotationsAreNotToBeUsed() throws IOException {
    ScanFixture.write(Room.of(RoomSpec.of(5, 30, 320, 240).withMeshSpacing(0.1)), root);
    Files.delete(root.resolve("scans/scene0950_00/scene0950_00.aggregation.json")); // it takes none
    List<Outcome<Candidate>> rows =
        read(source(Map.of("tracker", "region", "views", "3", "every", "2", "numbers", "raw")));
    assertThat(lost(rows)).isEmpty();
    assertThat(views(kept(rows).get(0)).marks())
        .isNotEmpty()
        .allSatisfy(mark -> assertThat(mark.label()).isEmpty());
  }

  @Test
  void optionThatIsWrongIsNamed() {
    assertThatThrownBy(() -> read(source(Map.of("views", "0"))))
        .hasMessageContaining("options.views: found \"0\"; allowed: a whole number from 1 to 64");
    assertThatThrownBy(() -> read(source(Map.of("stuff", "some"))))
        .hasMessageContaining("options.stuff: found \"some\"; allowed: keep, drop");
  }
}
