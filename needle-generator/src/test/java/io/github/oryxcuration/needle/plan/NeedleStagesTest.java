package io.github.oryxcuration.needle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.film.MovieNetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedleStagesTest {
  @TempDir Path folder;

  private final NeedlesFormat format = new NeedlesFormat();

  private Recipe recipe(String source, long seed, String options) {
    return RecipeReader.create()
        .withFormats(List.of(format))
        .parse(
            folder.resolve("recipe.yaml").toString(),
            """
            name: needles
            seed: %d
            sources:
              - name: films
                format: needles
                %s
                options: {%s}
            """
                .formatted(seed, source, options));
  }

  private record Rows(List<Candidate> kept, List<LedgerRow> lost, List<LedgerRow> reduced) {}

  private Rows run(Recipe recipe, String out, int threads) throws IOException {
    SourceSpec source = recipe.sources().get(0);
    String path = folder.resolve(out).toString();
    new LocalFlow(threads, Progress.NONE)
        .run(format.stages(recipe, source, path), new Finished(path, "build"));
    Rows rows = new Rows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (SourcePart part : format.parts(source)) {
      try (SourceFormat.Rows read = format.read(source, part, path)) {
        while (read.hasNext()) {
          Outcome<Candidate> next = read.next();
          if (next instanceof Outcome.Kept<Candidate> kept) {
            rows.kept.add(kept.row());
          } else if (next instanceof Outcome.Lost<Candidate> lost) {
            rows.lost.add(lost.row());
          }
        }
        rows.reduced.addAll(read.reduced());
      }
    }
    return rows;
  }

  private static Needle needle(Candidate row) {
    return java.util.Objects.requireNonNull(row.needle());
  }

  private static int length(Candidate row) {
    return ((MediaRef.Picked) row.media().get(0)).frames().size();
  }

  private Path tree(int films, int shots) throws IOException {
    MovieNetFixture tree = new MovieNetFixture(folder.resolve("movienet"));
    StringBuilder list = new StringBuilder();
    StringBuilder rates = new StringBuilder("{");
    for (int film = 0; film < films; film++) {
      String id = "tt" + (100 + film);
      tree.film(id, shots);
      list.append(id).append('\n');
      rates.append(film == 0 ? "" : ",").append("\"").append(id).append("\":{\"fps\":24}");
    }
    tree.write("list.v1.txt", list.toString());
    tree.write("movie1K.video_info.v1.json", rates + "}");
    return tree.root();
  }

  @Test
  void cellsAreEvenOverAllFilmsAlthoughOneIsBroken() throws IOException {
    Path root = tree(4, 14);
    new MovieNetFixture(root).write("movie1K.shot_detection.v1/shot/tt102.txt", "rubbish\n");

    Rows rows = run(recipe("media_root: " + root, 7, "per_film: 20, depths: 5"), "out", 2);

    Map<String, Integer> cells = new TreeMap<>();
    Depths depths = new Depths(5);
    for (Candidate row : rows.kept) {
      assertThat(length(row)).isEqualTo(42);
      if (needle(row).type().equals("caption")) {
        cells.merge("" + depths.bin(needle(row).idx().get(0), 42), 1, Integer::sum);
      }
    }
    assertThat(rows.kept).hasSize(60);
    assertThat(cells).hasSize(5).allSatisfy((cell, count) -> assertThat(count).isEqualTo(6));
    assertThat(rows.lost)
        .filteredOn(row -> row.reason() != Reason.NEEDLE_GENERIC)
        .containsExactly(
            new LedgerRow(
                "films",
                "films/tt102@film",
                "tt102",
                "made:needles/tt102",
                "film",
                "read",
                Reason.FILM_INCONSISTENT,
                root
                    + "/movie1K.shot_detection.v1/shot/tt102.txt, line 1: found 'rubbish',"
                    + " expected: start end k0 k1 k2"));
  }

  @Test
  void filmWithGapsIsUsedForWhatItHasAndWhatItLacksIsTold() throws IOException {
    Path root = tree(2, 14);
    Path frames = root.resolve("240P/tt101");
    for (int image = 0; image < 3; image++) {
      Files.delete(frames.resolve("shot_0005_img_" + image + ".jpg"));
    }
    Files.write(frames.resolve("shot_0007_img_1.jpg"), new byte[] {1, 2, 3});

    Rows rows = run(recipe("media_root: " + root, 7, "per_film: 4, depths: 2"), "out", 1);

    assertThat(rows.kept).hasSize(8);
    assertThat(rows.reduced)
        .containsExactly(
            new LedgerRow(
                "films",
                "films/tt101@film",
                "tt101",
                "made:needles/tt101",
                "film",
                "read",
                Reason.FRAMES_SKIPPED,
                "1 of its 39 frames cannot be decoded, 1 of its 14 shots have no key frame"));
  }

  @Test
  void cellsOfDepthLengthAndTaskDifferByAtMostOne() throws IOException {
    Path root = tree(12, 14);

    Rows rows = run(recipe("media_root: " + root, 7, "frames: '20, 40', depths: 4"), "out", 2);

    Map<String, Integer> cells = new TreeMap<>();
    for (Candidate row : rows.kept) {
      JsonNode about = Json.read(needle(row).about(), JsonNode.class);
      cells.merge(
          length(row) + " " + needle(row).type() + " " + about.path("offer").path("bin").asInt(),
          1,
          Integer::sum);
    }
    assertThat(cells).as("2 lengths, 2 tasks, 4 depths").hasSize(16);
    int least = cells.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    int most = cells.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    assertThat(most - least).isLessThanOrEqualTo(1);
    assertThat(least).isGreaterThan(3);
  }

  @Test
  void costOfAServerIsForecastAndTheOthersAreFree() throws IOException {
    String films = "media_root: " + tree(3, 14);
    String server = "captioner: http, url: 'http://127.0.0.1:1/v1', per_film: 10, cap: 4.5";

    assertThat(format.forecast(recipe(films, 7, server).sources().get(0)))
        .startsWith("source films: 30 needles of 3 films cost at most 0.")
        .endsWith(" No more than 4.5 are spent in all (cap).");
    assertThat(format.forecast(recipe(films, 7, "depths: 5").sources().get(0))).isEmpty();
  }

  @Test
  void rowsAreWhatTheTrainerReads() throws IOException {
    Rows rows = run(recipe("media_root: " + tree(1, 14), 7, "depths: 5"), "out", 1);

    assertThat(rows.kept)
        .allSatisfy(
            row -> {
              Needle needle = needle(row);
              Task task = Task.of(needle.type());
              assertThat(row.id())
                  .isEqualTo(
                      "films/tt100@"
                          + needle.type()
                          + "-"
                          + needle.idx().toString().replaceAll("[\\[\\] ]", "").replace(',', '-'));
              assertThat(row.task()).isEqualTo("needle-" + needle.type());
              assertThat(io.github.oryxcuration.needle.caption.Questions.all(task))
                  .contains(needle.question());
              assertThat(row.conversations()).hasSize(2);
              assertThat(row.conversations().get(1).value()).isEqualTo(needle.answer());
              assertThat(needle.idx()).isSorted();
            });
    assertThat(rows.kept).extracting(row -> needle(row).answer()).doesNotHaveDuplicates();
    assertThat(rows.kept).extracting(row -> needle(row).question()).hasSizeGreaterThan(3);
  }

  @Test
  void sameSeedGivesTheSameRowsAtAnyParallelismAndAnotherSeedOthers() throws IOException {
    Path root = tree(3, 14);
    Rows one = run(recipe("media_root: " + root, 7, "depths: 5"), "one", 1);
    Rows two = run(recipe("media_root: " + root, 7, "depths: 5"), "two", 4);
    Rows other = run(recipe("media_root: " + root, 8, "depths: 5"), "three", 4);

    assertThat(two).isEqualTo(one);
    assertThat(other.kept).isNotEqualTo(one.kept);
  }

  @Test
  void filmOfFewUsableFramesIsLeftOutWithTheNumbers() throws IOException {
    Rows rows = run(recipe("media_root: " + tree(1, 2), 7, "min_frames: 10"), "out", 1);

    assertThat(rows.kept).isEmpty();
    assertThat(rows.lost)
        .extracting(row -> row.reason() + ": " + row.message())
        .containsExactly(
            "FILM_TOO_SHORT: 6 usable frames, at least 10 wanted (min_frames): of 6 frames 0 cannot"
                + " be decoded and 0 look like the one before");
  }

  @Test
  void sharedTreeAndSharedVideoGiveAtLeastTenNeedlesEach() throws IOException {
    Path tree = SharedFiles.shared("data/movienet").toAbsolutePath().normalize();
    Path video = SharedFiles.shared("data/videos/one-by-one-person-detection.mp4").toAbsolutePath();

    Rows ofTree = run(recipe("media_root: " + tree, 7, "depths: 5"), "tree", 2);
    Rows ofVideo = run(recipe("files: [" + video.normalize() + "]", 7, "depths: 5"), "video", 2);

    assertThat(ofTree.kept).hasSizeGreaterThanOrEqualTo(10);
    assertThat(ofVideo.kept).hasSizeGreaterThanOrEqualTo(10);
  }
}
