package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key frames as MovieNet distributes them, one tar per film, beside the same ones unpacked. */
class MovieNetTarIT {
  private static final String GOOD = "tt9000001";
  private static final String BAD = "tt9000002";

  @TempDir Path folder;

  /** What must not depend on where the key frames lie. */
  private record Shown(
      @Nullable Needle needle, List<Turn> turns, List<String> digests, List<Long> indexes) {}

  private static Map<String, Shown> shown(Path set) throws IOException {
    Map<String, Shown> shown = new TreeMap<>();
    for (Sample sample : new BuiltSet(set).samples().values()) {
      shown.put(
          sample.id(),
          new Shown(
              sample.needle(),
              sample.conversations(),
              sample.frames().stream().map(Frame::sha256).toList(),
              sample.frames().stream().map(Frame::index).toList()));
    }
    return shown;
  }

  /** The shared tree with the key frames in one of the two ways. */
  private Path tree(String name, boolean tar) throws IOException {
    Path shared = SharedFiles.shared("data/movienet");
    Path root = folder.resolve(name);
    String left = tar ? "240P/" + GOOD : "240P/" + GOOD + ".tar";
    try (Stream<Path> files = Files.walk(shared)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = shared.relativize(file);
        if (!relative.startsWith(left) && !relative.startsWith("movie")) {
          Path copy = root.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    return root;
  }

  private Shell needles(Path tree, String out, String... options) {
    List<Object> words = new ArrayList<>(List.of("needles", "-q", "--movienet", tree));
    words.addAll(List.of("--set", "depths=3", "--out", folder.resolve(out)));
    for (String option : options) {
      words.addAll(List.of("--set", option));
    }
    return Shell.run(words.toArray());
  }

  @Test
  void tarGivesTheSamplesThatTheUnpackedFolderGives() throws IOException {
    Shell unpacked = needles(tree("unpacked", false), "a");
    Shell packed = needles(tree("packed", true), "b");

    assertThat(unpacked.exit()).as(unpacked.err()).isZero();
    assertThat(packed.exit()).as(packed.err()).isZero();
    assertThat(shown(folder.resolve("b")))
        .isEqualTo(shown(folder.resolve("a")))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void filmOfTheSkipListIsLeftOutAndWithoutTheListItIsInTheLedger() throws IOException {
    Path tree = tree("tree", true);
    Files.writeString(tree.resolve("list.v1.txt"), GOOD + "\n" + BAD + "\n");
    Files.write(tree.resolve("240P/" + BAD + ".tar"), new byte[0]);
    Path skipped = folder.resolve("skip.tsv");

    Shell doctor = Shell.run("doctor", "movienet", tree, "-q", "--skip-list", skipped);
    Shell all = needles(tree, "all");
    Shell some = needles(tree, "some", "skip=" + skipped);

    assertThat(doctor.exit()).isEqualTo(ExitCode.FAILURES);
    assertThat(doctor.out()).startsWith("1 of 2 films can be used; 21 key frames, 7 shots\n");
    assertThat(Files.readAllLines(skipped)).singleElement().asString().startsWith(BAD + "\t");
    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(some.exit()).as(some.err()).isZero();
    assertThat(lostFilms("all")).isEqualTo(Map.of(BAD, Reason.NO_FRAMES));
    assertThat(lostFilms("some")).isEmpty();
    assertThat(shown(folder.resolve("some"))).isEqualTo(shown(folder.resolve("all")));
  }

  private Map<String, Reason> lostFilms(String out) throws IOException {
    Map<String, Reason> lost = new TreeMap<>();
    for (LedgerRow row : new BuiltSet(folder.resolve(out)).ledger().values()) {
      if (row.id().endsWith("@film")) {
        lost.put(row.originId(), row.reason());
      }
    }
    return lost;
  }
}
