package io.github.oryxcuration.test.endtoend;

import static io.github.oryxcuration.core.testing.SharedFiles.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One build over every source in its published format, on real pictures and videos. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverySourceIT {
  @TempDir private static Path folder;
  private BuiltSet built = new BuiltSet(Path.of("."));
  private Shell shell = new Shell(-1, "", "");

  @BeforeAll
  void build() throws IOException {
    Path recipe = SharedRecipe.write(folder, false);
    built = new BuiltSet(folder.resolve("out"));
    shell = Shell.run("build", recipe, "--out", built.folder(), "--quiet");
  }

  @Test
  void theBuildEndsWellAndBalances() throws IOException {
    assertThat(shell.exit()).as(shell.err()).isZero();
    Manifest manifest = built.manifest();
    assertThat(manifest.accounts()).allMatch(Account::balances);
    Map<String, Long> written = new TreeMap<>();
    manifest.accounts().forEach(a -> written.put(a.source(), a.written()));
    assertThat(written)
        .containsOnly(
            entry("cambrian", 6L),
            entry("cauldron", 3L),
            entry("cinepile", 2L),
            entry("llava-558k", 10L),
            entry("llava-hound", 2L),
            entry("llava-mix", 5L),
            entry("llava-next", 3L),
            entry("nextqa", 3L),
            entry("oryx", 3L),
            entry("perception-test", 2L),
            entry("scanqa", 9L),
            entry("sharegpt4video", 2L),
            entry("vcg-plus", 4L));
  }

  @Test
  void faultyRowsAreInTheLedgerWithTheirCodesAndNothingElseIs() throws IOException {
    Map<String, String> codes = new TreeMap<>();
    built
        .ledger()
        .values()
        .forEach(r -> codes.put(r.source() + " " + r.originId(), r.reason() + ""));
    assertThat(codes)
        .containsOnly(
            entry("cambrian ", "MALFORMED_ROW"),
            entry("llava-mix bad-empty", "EMPTY_CONVERSATION"),
            entry("llava-mix bad-missing", "MEDIA_MISSING"),
            entry("llava-mix bad-placeholder", "PLACEHOLDER_COUNT"),
            entry("nextqa 9000000009_0", "MEDIA_MISSING"),
            entry("scanqa scene0901_00", "FRAMES_SKIPPED")); // no row: the scan has a lost pose
  }

  @Test
  void picturesAreStoredByteForByte() throws IOException {
    int compared = 0;
    for (Sample sample : built.samples().values()) {
      if (sample.modality() != Modality.IMAGE || !sample.source().startsWith("llava-558k")) {
        continue;
      }
      Frame frame = sample.frames().get(0);
      Path photo = shared("data/photos").resolve(sample.provenance().media().get(0).path());
      assertThat(frame.picture().bytes()).isEqualTo(Files.readAllBytes(photo));
      assertThat(frame.sha256()).isEqualTo(Digest.hex(Files.readAllBytes(photo)));
      compared++;
    }
    assertThat(compared).isEqualTo(10);
  }

  @Test
  void nothingOfThisMachineIsInTheSamples() throws IOException {
    String root = shared("data").toAbsolutePath().normalize().toString();
    for (Sample sample : built.samples().values()) {
      assertThat(sample.provenance().toString()).doesNotContain(root, folder.toString());
    }
  }

  @Test
  void videosGiveOneFrameASecondAtTheTrainersSize() throws IOException {
    Sample dog =
        built.samples().values().stream()
            .filter(s -> s.source().equals("vcg-plus"))
            .filter(s -> s.provenance().origin().originId().equals("01_dog"))
            .findFirst()
            .orElseThrow();
    assertThat(dog.frames()).hasSize(10);
    assertThat(dog.frames()).allMatch(f -> f.width() == 640 && f.height() == 320);
    assertThat(dog.frames().stream().map(Frame::index).toList())
        .containsExactly(0L, 30L, 60L, 90L, 120L, 150L, 180L, 210L, 240L, 270L);
    assertThat(dog.budget().visualTokens()).isEqualTo(10 * (10 * 21 + 1) + 2);
    assertThat(dog.conversations().get(0).value())
        .startsWith("<image>\n")
        .doesNotContain("<video>");
  }

  @Test
  void setOfItsShardsHasTheSameSamples() throws IOException {
    Path recipe = folder.resolve("again.yaml");
    Files.writeString(
        recipe,
        "name: again\nseed: 11\nstage: joint\nsources:\n- {name: all, format: shards, files: \""
            + built.folder().resolve("data/*.parquet")
            + "\"}\n");
    BuiltSet again = new BuiltSet(folder.resolve("again"));
    Shell shell = Shell.run("build", recipe, "--out", again.folder(), "--quiet");
    assertThat(shell.exit()).as(shell.err()).isZero();

    Map<String, Sample> before = built.samples();
    Map<String, Sample> after = again.samples();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (id, sample) -> {
          Sample first = Objects.requireNonNull(before.get(id));
          assertThat(sample.provenance().earlier()).isEqualTo(first.provenance());
          assertThat(sample.frames()).as(id).isEqualTo(first.frames());
          assertThat(sample)
              .usingRecursiveComparison()
              .ignoringFields("source", "provenance", "frames", "haystack")
              .isEqualTo(first);
        });
    assertThat(Shell.run("validate", again.folder()).exit()).isZero();
  }

  @Test
  void aSecondRunHasNothingToDo() {
    Shell again =
        Shell.run("build", folder.resolve("recipe.yaml"), "--out", built.folder(), "--quiet");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).isEqualTo(shell.out());
  }

  @Test
  void anotherPlanIsRefusedUntilToldToReplace() throws IOException {
    Path other = folder.resolve("other");
    Files.createDirectories(other);
    Path recipe = SharedRecipe.write(other, false, "total: 10");
    Map<String, String> before = built.shards();
    Shell refused = Shell.run("build", recipe, "--out", built.folder(), "--quiet");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("holds another plan, 'every-source'").contains("--replace");
    assertThat(built.shards()).isEqualTo(before);
  }
}
