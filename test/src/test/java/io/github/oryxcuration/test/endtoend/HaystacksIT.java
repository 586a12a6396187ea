package io.github.oryxcuration.test.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two films and needles of every task: stored once, and found again by whatever reads the set. */
class HaystacksIT {
  private static final int FILMS = 2;

  @TempDir static Path folder;

  private static BuiltSet set;
  private static Map<String, Sample> samples;

  @BeforeAll
  static void build() throws IOException {
    run(
        ExitCode.DONE,
        "needles",
        "-q",
        "--movienet",
        DrawnFilms.tree(folder.resolve("movienet"), FILMS, 40).toString(),
        "--out",
        path("set"),
        "--set",
        "tasks=caption, diff, insert",
        "--set",
        "depths=3",
        "--set",
        "min_sharpness=0");
    set = new BuiltSet(folder.resolve("set"));
    samples = set.samples();
  }

  private static String run(int expected, String... arguments) {
    StringWriter screen = new StringWriter();
    int code = Main.run(new PrintWriter(screen), new PrintWriter(screen), arguments);
    assertThat(code).as(screen.toString()).isEqualTo(expected);
    return screen.toString();
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode about(Sample sample) {
    return Json.read(requireNonNull(sample.needle()).about(), JsonNode.class);
  }

  private static List<String> digests(Sample sample) {
    return sample.frames().stream().map(Frame::sha256).toList();
  }

  @Test
  void eachFilmIsStoredOnceWithWhatItsSamplesShow() throws IOException {
    Manifest manifest = set.manifest();
    assertThat(manifest.haystacks().stream().mapToLong(Manifest.Shard::rows).sum())
        .isEqualTo(FILMS);
    Map<String, Set<String>> held = new HashMap<>();
    Path haystacks = folder.resolve("set/haystacks/" + manifest.haystacks().get(0).file());
    try (ShardReader films = ShardReader.open(haystacks.toString())) {
      while (films.hasNext()) {
        Sample film = films.next();
        assertThat(film.task()).isEqualTo("haystack");
        film.frames()
            .forEach(f -> assertThat(Digest.hex(f.picture().bytes())).isEqualTo(f.sha256()));
        held.put(film.id(), new HashSet<>(digests(film)));
      }
    }
    assertThat(samples).hasSizeGreaterThan(30);
    for (Sample sample : samples.values()) {
      Set<String> others = new HashSet<>(digests(sample));
      others.removeAll(requireNonNull(held.get(sample.haystack())));
      assertThat(others).hasSize(sample.task().equals("needle-insert") ? 1 : 0);
    }
    assertThat(manifest.shards().stream().mapToLong(Manifest.Shard::bytes).sum())
        .isLessThan(manifest.haystacks().get(0).bytes());
  }

  @Test
  void tasksAreEvenAndEachNeedleIsWhatWasCaptioned() {
    Map<String, Integer> cells = new TreeMap<>();
    for (Sample sample : samples.values()) {
      Needle needle = requireNonNull(sample.needle());
      JsonNode about = about(sample);
      cells.merge(sample.task() + " " + about.path("offer").path("bin").asInt(), 1, Integer::sum);
      for (int i = 0; i < needle.idx().size(); i++) {
        assertThat(Digest.hex(sample.frames().get(needle.idx().get(i)).picture().bytes()))
            .isEqualTo(about.path("pictures").path(i).asText());
      }
    }
    assertThat(cells).as("3 tasks, 3 depths").hasSize(9);
    assertThat(new HashSet<>(cells.values())).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void insertedFrameIsOfTheOtherFilmAndAskedAsTheTrainerKnows() {
    List<Sample> inserted =
        samples.values().stream().filter(s -> s.task().equals("needle-insert")).toList();

    assertThat(inserted).hasSizeGreaterThanOrEqualTo(9);
    for (Sample sample : inserted) {
      Needle needle = requireNonNull(sample.needle());
      JsonNode about = about(sample);
      assertThat(needle.type()).isEqualTo("caption");
      assertThat(needle.question()).contains("<idx>");
      assertThat(about.path("inserted").path("from").asText())
          .isNotEqualTo(about.path("film").asText());
      assertThat(about.path("offer").path("nearestHash").asInt()).isGreaterThan(6);
      assertThat(sample.provenance().steps())
          .contains(
              "frame-%d-replaced-by-sha256-%s"
                  .formatted(needle.idx().get(0), about.path("inserted").path("sha256").asText()));
    }
  }

  @Test
  void setIsSoundUntilAHaystackIsGone() throws IOException {
    run(ExitCode.DONE, "validate", path("set"), "-q");
    Path copy = copied("broken");
    Files.delete(copy.resolve("haystacks/" + set.manifest().haystacks().get(0).file()));

    assertThat(run(ExitCode.FAILURES, "validate", copy.toString(), "-q"))
        .contains("haystacks-00000-of-00001.parquet: it is missing")
        .contains("wrong    haystacks")
        .contains("is not in the set");
    String shard = copy.resolve("data/" + set.manifest().shards().get(0).file()).toString();
    try (ShardReader reader = ShardReader.open(shard)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(CurationException.class)
          .hasMessageContaining("holds no haystack");
    }
  }

  private static Path copied(String name) throws IOException {
    Path from = folder.resolve("set");
    Path to = folder.resolve(name);
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }

  @Test
  void filterTakesTheFilmsAlongThatAreStillAskedAbout() throws IOException {
    String one = samples.values().iterator().next().haystack();
    String film = about(samples.values().iterator().next()).path("film").asText();
    run(
        ExitCode.DONE,
        "filter",
        path("set"),
        "-q",
        "--where",
        "id contains '" + film + "@'",
        "--out",
        path("filtered"));

    BuiltSet filtered = new BuiltSet(folder.resolve("filtered"));
    Map<String, Sample> kept = filtered.samples();
    assertThat(kept).isNotEmpty();
    kept.forEach((id, sample) -> assertThat(sample).isEqualTo(samples.get(id)));
    assertThat(kept.values()).allMatch(sample -> sample.haystack().equals(one));
    assertThat(filtered.manifest().haystacks().stream().mapToLong(Manifest.Shard::rows).sum())
        .isEqualTo(1);
    run(ExitCode.DONE, "validate", path("filtered"), "-q");
  }

  @Test
  void setIsMixedAgainFrameByFrame() throws IOException {
    Path recipe = folder.resolve("again.yaml");
    Files.writeString(
        recipe,
        """
        name: again
        sources:
        - {name: needles, format: shards, files: "set/data/*.parquet"}
        """);
    run(ExitCode.DONE, "build", recipe.toString(), "-q", "--out", path("again"));

    BuiltSet again = new BuiltSet(folder.resolve("again"));
    Map<String, Sample> after = again.samples();
    assertThat(after.keySet()).isEqualTo(samples.keySet());
    after.forEach(
        (id, sample) -> {
          Sample before = requireNonNull(samples.get(id));
          assertThat(digests(sample)).as(id).isEqualTo(digests(before));
          assertThat(sample.needle()).isEqualTo(before.needle());
          assertThat(sample.frames().stream().map(Frame::index).toList())
              .isEqualTo(before.frames().stream().map(Frame::index).toList());
        });
    assertThat(again.manifest().haystacks().stream().mapToLong(Manifest.Shard::rows).sum())
        .isEqualTo(FILMS);
    run(ExitCode.DONE, "validate", path("again"), "-q");
  }

  @Test
  void samplesAreMadeAgainAndExported() throws IOException {
    for (String task : List.of("needle-diff", "needle-insert")) {
      String id =
          samples.values().stream()
              .filter(s -> s.task().equals(task))
              .map(Sample::id)
              .findFirst()
              .orElseThrow();
      run(ExitCode.DONE, "explain", path("set"), id, "--recreate", "-q");
    }
    run(ExitCode.DONE, "export", path("set"), "-q", "--out", path("oryx"));

    JsonNode records = Json.mapper().readTree(Files.readAllBytes(folder.resolve("oryx/data.json")));
    assertThat(records).hasSize(samples.size());
    Set<Long> shared = new HashSet<>();
    byte[] patch = Files.readAllBytes(folder.resolve("oryx/patch_000000"));
    for (JsonNode record : records) {
      Sample sample = requireNonNull(samples.get(record.path("id").asText()));
      JsonNode film = record.path("video_long");
      int at = film.path("start_num").asInt();
      for (int i = 0; i < sample.frames().size(); i++) {
        int size = film.path("size").path(i).asInt();
        assertThat(Digest.hex(java.util.Arrays.copyOfRange(patch, at, at + size)))
            .isEqualTo(sample.frames().get(i).sha256());
        at += size;
      }
      if (!sample.task().equals("needle-insert")) {
        shared.add(film.path("start_num").asLong());
      }
    }
    assertThat(shared).as("a film lies in the patch once").hasSize(FILMS);
  }
}
