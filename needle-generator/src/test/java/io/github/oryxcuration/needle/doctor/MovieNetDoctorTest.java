package io.github.oryxcuration.needle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.needle.doctor.MovieNetDoctor.Report;
import io.github.oryxcuration.needle.film.MovieNetFixture;
import io.github.oryxcuration.needle.film.MovieNetTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieNetDoctorTest {
  @TempDir Path folder;

  private Report examine(Path root) throws IOException {
    return MovieNetDoctor.examine(MovieNetTree.open(root.toString()), Progress.NONE);
  }

  @Test
  void everyFaultIsToldAndNoneStopsTheRest() throws IOException {
    MovieNetFixture tree = new MovieNetFixture(folder);
    tree.write("list.v1.txt", "tt1\ntt2\ntt3\ntt4\ntt5\ntt1\n");
    tree.write("movie1K.video_info.v1.json", "{\"tt1\":{\"fps\":24},\"tt4\":{\"fps\":0}}");
    tree.write(
        "movie1K.split.v1.json", "{\"train\":[\"tt1\"],\"val\":[\"tt1\"],\"full\":[\"tt1\"]}");
    tree.film("tt1", 3);
    Files.delete(folder.resolve("240P/tt1/shot_0001_img_2.jpg"));
    tree.write("240P/tt1/shot_0002_img_0.jpg", new byte[0]);
    tree.write("annotation.v1/annotation/tt1.json", "{\"imdb_id\":\"tt7\",\"cast\":[{}]}");
    tree.write("annotation.v1/annotation/tt8.json", "{}");
    tree.write("subtitle1K.v1/subtitle/tt1.srt", "1\nno times\n");
    tree.film("tt3", 1);
    tree.write("movie1K.shot_detection.v1/shot/tt3.txt", "0 x\n");
    tree.write("meta.v1/meta/tt3.json", "[1]");
    tree.write("240P/tt4.tar", "no tar at all ".repeat(100));
    tree.film("tt5", 1);
    tree.picture("tt5", 4, 0, 1);
    tree.film("tt6", 1);
    tree.write("movie1K.shot_detection.v1/shot/tt6.txt", "3 9 4 5 6\n11 12 11 11 12\n");

    Report report = examine(folder);

    assertThat(report.films()).isEqualTo(6);
    assertThat(report.usable()).isEqualTo(2);
    assertThat(report.annotatedOnly()).isEqualTo(1);
    assertThat(ReportText.skipList(report))
        .isEqualTo(
            "tt2\tNO_FRAMES\tno folder and no tar of key frames\n"
                + "tt3\tSHOT_FILE_FAULTY\tmovie1K.shot_detection.v1/shot/tt3.txt, line 1: found 'x',"
                + " expected a frame number from 0\n"
                + "tt4\tFRAMES_UNREADABLE\t240P/tt4.tar: not a tar that can be read: Corrupted TAR"
                + " archive.\n"
                + "tt5\tFRAMES_OF_NO_SHOT\tshot_0004_img_0.jpg: the shot file has 1 shots\n");
    assertThat(report.problems())
        .filteredOn(problem -> problem.film().equals("tt1"))
        .extracting(problem -> problem.kind() + " x" + problem.count() + ": " + problem.example())
        .containsExactly(
            "LISTED_TWICE x1: tt1 stands in list.v1.txt twice",
            "IMAGE_MISSING x1: shot_0001_img_2.jpg is missing",
            "IMAGE_EMPTY x1: 240P/tt1/shot_0002_img_0.jpg: the file is empty",
            "ANNOTATION_OF_ANOTHER x1: imdb_id is tt7",
            "ANNOTATION_PARTLY_FAULTY x1: an element without shot, box or resolution",
            "SUBTITLES_FAULTY x1: a block without times, read as UTF-8",
            "IN_TWO_SPLITS x1: in train and val");
    assertThat(report.problems())
        .filteredOn(problem -> problem.film().equals("tt6"))
        .extracting(problem -> problem.kind() + " x" + problem.count() + ": " + problem.example())
        .containsExactly(
            "NOT_LISTED x1: tt6 is not in list.v1.txt",
            "SHOTS_DO_NOT_JOIN x1: shot 1 starts at 11, expected 10 (a gap)",
            "NO_RATE x1: no fps of tt6 in movie1K.video_info.v1.json",
            "SHOT_WITHOUT_IMAGES x1: shot 1",
            "NO_ANNOTATION x1: tt6.json is missing",
            "NO_SUBTITLES x1: tt6.srt is missing");
  }

  @Test
  void soundFilmNeedsNoWords() throws IOException {
    MovieNetFixture tree = new MovieNetFixture(folder);
    tree.write("list.v1.txt", "tt1\n");
    tree.write("movie1K.video_info.v1.json", "{\"tt1\":{\"fps\":24}}");
    tree.film("tt1", 2);
    tree.write("annotation.v1/annotation/tt1.json", "{}");
    tree.write("subtitle1K.v1/subtitle/tt1.srt", "1\n00:00:01,0 --> 00:00:02,0\nHi\n");

    assertThat(ReportText.table(examine(folder)))
        .isEqualTo("1 of 1 films can be used; 6 key frames, 2 shots\nNothing is wrong.\n");
  }

  @Test
  void sharedTreeCanBeUsed() throws IOException {
    Report report = examine(SharedFiles.shared("data/movienet"));

    assertThat(ReportText.table(report))
        .isEqualTo(
            "1 of 1 films can be used; 21 key frames, 7 shots\n"
                + "note       1 films  FOLDER_AND_TAR            key frames in several places; the"
                + " first is used; e.g. tt9000001: 2 places; 240P/tt9000001 is used\n");
  }
}
