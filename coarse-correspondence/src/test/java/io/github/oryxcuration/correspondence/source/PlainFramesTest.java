package io.github.oryxcuration.correspondence.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.VideoWriter;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos and folders of frames, of which nothing but the pictures is known. */
class PlainFramesTest {
  private static final int FRAMES = 24;

  @TempDir private static Path root;

  @BeforeAll
  static void film() throws IOException {
    Room room = Room.of(RoomSpec.of(5, 4 * FRAMES, 320, 240).withMeshSpacing(0.2));
    Path walk = Files.createDirectories(root.resolve("walk"));
    try (JpegEncoder jpeg = new JpegEncoder(92, JpegEncoder.Chroma.HALF);
        FileChannel out =
            FileChannel.open(
                root.resolve("film.mp4"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        VideoWriter video = VideoWriter.open(out, ClipSpec.mp4(320, 240, 30))) {
      for (int i = 0; i < FRAMES; i++) {
        var image = room.view(i).image();
        Files.write(walk.resolve(i + ".jpg"), jpeg.encode(image));
        video.write(image);
      }
      video.finish();
    }
    byte[] half = Files.readAllBytes(walk.resolve("0.jpg"));
    Files.write(walk.resolve("0.jpg"), java.util.Arrays.copyOf(half, half.length / 2));
    Files.writeString(root.resolve("notes.txt"), "no frames");
    Files.createDirectories(root.resolve("empty"));
  }

  private static SourceSpec source(String mediaRoot, List<String> files, Map<String, String> more) {
    return new SourceSpec(
        "plain",
        "scanqa",
        files,
        root.toString(),
        mediaRoot,
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
        more);
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

  private static Candidate kept(Outcome<Candidate> row) {
    return ((Outcome.Kept<Candidate>) row).row();
  }

  private static LedgerRow lost(Outcome<Candidate> row) {
    return ((Outcome.Lost<Candidate>) row).row();
  }

  @Test
  void everyVideoAndFolderIsAskedWhatItsMarksAloneTell() throws IOException {
    List<Outcome<Candidate>> rows = read(source(root.toString(), List.of(), Map.of("views", "4")));

    assertThat(rows).hasSize(2);
    Candidate film = kept(rows.get(0));
    Candidate walk = kept(rows.get(1));
    assertThat(film.id()).isEqualTo("plain/film.mp4@left");
    assertThat(walk.id()).isEqualTo("plain/walk@left");
    assertThat(film.task()).isEqualTo("marks-left");
    MediaRef.Views views = (MediaRef.Views) film.media().get(0);
    assertThat(views.areOfVideo()).isTrue();
    assertThat(views.tracker()).startsWith("region-");
    assertThat(views.views()).extracting(MediaRef.View::index).doesNotHaveDuplicates().hasSize(4);
    assertThat(views.views().get(3).seconds()).isBetween(0.5, 0.8);
    assertThat(views.marks()).hasSizeGreaterThan(4);
    assertThat(((MediaRef.Views) walk.media().get(0)).areOfVideo()).isFalse();
  }

  @Test
  void answerToTheLeftFollowsFromWhereTheMarksStand() throws IOException {
    Candidate walk =
        kept(read(source(root.resolve("walk").toString(), List.of(), Map.of())).get(0));
    var words =
        java.util.regex.Pattern.compile(
                "In image (\\d+), is mark (\\d+) to the left or to the right of mark (\\d+)\\?")
            .matcher(walk.conversations().get(0).value());
    assertThat(words.find()).isTrue();
    List<Mark> marks = ((MediaRef.Views) walk.media().get(0)).marks();
    int view = Integer.parseInt(words.group(1)) - 1;
    double one = x(marks, view, Integer.parseInt(words.group(2)));
    double other = x(marks, view, Integer.parseInt(words.group(3)));
    assertThat(walk.conversations().get(1).value()).isEqualTo(one < other ? "left" : "right");
  }

  private static double x(List<Mark> marks, int view, int id) {
    return marks.stream()
        .filter(mark -> mark.view() == view && mark.id() == id)
        .findFirst()
        .orElseThrow()
        .x();
  }

  @Test
  void frameThatBreaksOffIsPassedOver() throws IOException {
    Candidate walk =
        kept(
            read(source(root.resolve("walk").toString(), List.of(), Map.of("views", "24"))).get(0));
    assertThat(((MediaRef.Views) walk.media().get(0)).views())
        .extracting(MediaRef.View::index)
        .hasSizeGreaterThan(15)
        .doesNotContain(0L);
  }

  @Test
  void questionsNameVideosAndFoldersAsTheirScene() throws IOException {
    Path qa =
        Files.writeString(
            root.resolve("questions.json"),
            """
            [{"question":"Which room?","question_id":"1","scene_id":"film","answers":["a study"]},
             {"question":"How many?","question_id":"2","scene_id":"walk","answers":["3"]},
             {"question":"What?","question_id":"3","scene_id":"notes.txt","answers":["3"]},
             {"question":"What?","question_id":"4","scene_id":"empty","answers":["3"]}]
            """);
    List<Outcome<Candidate>> rows =
        read(source(root.toString(), List.of(qa.toString()), Map.of("views", "3")));
    assertThat(lost(rows.get(0)).message()).contains("empty: no such folder, or no frames");
    assertThat(kept(rows.get(1)).conversations().get(1).value()).isEqualTo("a study");
    assertThat(lost(rows.get(2)).message())
        .contains("no scan, video or folder of frames is called notes.txt");
    assertThat(kept(rows.get(3)).conversations().get(1).value()).isEqualTo("3");
    Files.delete(qa);
  }

  @Test
  void whatWouldBeGuessedIsNotAsked() throws IOException {
    assertThatThrownBy(
            () ->
                read(
                    source(
                        root.toString(),
                        List.of(),
                        Map.of("tracker", "region", "questions", "left,seen"))))
        .hasMessageContaining("options.questions: seen is answered from annotated objects");
    List<Outcome<Candidate>> rows =
        read(
            source(
                root.resolve("walk").toString(),
                List.of(),
                Map.of("questions", "seen,nearer", "views", "3")));
    assertThat(rows.stream().map(PlainFramesTest::lost))
        .extracting(LedgerRow::reason)
        .containsExactly(Reason.NO_MARKS, Reason.NO_MARKS);
    assertThat(lost(rows.get(0)).message()).contains("is the tracker's guess here, not annotated");
    assertThat(lost(rows.get(1)).message()).contains("these frames have no depth");
  }

  @Test
  void geometryIsNotInvented() throws IOException {
    List<Outcome<Candidate>> rows =
        read(source(root.resolve("walk").toString(), List.of(), Map.of("tracker", "geometric")));
    assertThat(rows).hasSize(1);
    assertThat(lost(rows.get(0)).message()).contains("pictures alone have no geometry");
  }

  @Test
  void rootWithoutRecordingsIsRefused() {
    assertThatThrownBy(() -> read(source(root.resolve("empty").toString(), List.of(), Map.of())))
        .hasMessageContaining("holds no scans/, no videos and no folders of frames");
  }
}
