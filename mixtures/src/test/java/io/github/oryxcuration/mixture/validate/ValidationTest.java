package io.github.oryxcuration.mixture.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
  private static final Sample PICTURE = Samples.picture("p", 1, 320, 240, "What?", "A ball.");
  private static final Sample VIDEO = Samples.video("v", 1, 5, "What moves?");
  private static final Sample TEXT = Samples.text("t", 1, "Why?", "Because <b>so</b>.");

  @TempDir private Path folder;
  @TempDir private Path scratch;

  private ValidationResult validate(boolean quick, int threads) throws IOException {
    return Validation.of(
        folder.toString(),
        new ValidationOptions(quick, threads, "", scratch.toString(), null),
        Progress.NONE);
  }

  /** What is wrong, as lines by check. */
  private Map<String, List<String>> wrong() throws IOException {
    ValidationResult result = validate(false, 2);
    assertThat(scratch).isEmptyDirectory();
    Map<String, List<String>> wrong =
        result.checks().stream()
            .filter(outcome -> outcome.status() == ValidationResult.Status.WRONG)
            .collect(
                Collectors.toMap(
                    outcome -> outcome.check().word(),
                    outcome -> outcome.findings().stream().map(Finding::line).toList(),
                    (a, b) -> a,
                    TreeMap::new));
    assertThat(result.sound()).isEqualTo(wrong.isEmpty());
    return wrong;
  }

  private Path shard(String name) {
    return folder.resolve("data").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void soundSetIsSoundAtEveryParallelism(int threads) throws IOException {
    new FinishedSet(folder)
        .shard(PICTURE, VIDEO)
        .shard(TEXT)
        .lost("p", 2, Reason.MEDIA_MISSING, "gone")
        .write();

    assertThat(validate(false, threads).table(5))
        .isEqualTo(
            """
            ok       manifest        1: the manifest can be read
            ok       balance         3: every source balances
            ok       shards          2: files are there
            ok       digests         2: shards have their SHA-256
            ok       schema          2: columns and footer are as datasets needs them
            ok       rows            3: rows can be read
            ok       ids             3: ids are unique
            ok       pictures        6: pictures decode and agree with their rows
            ok       haystacks       0: samples find their frames in their haystacks
            ok       dialect         3: conversations are as the trainer reads them
            ok       budget          3: token budgets are right
            ok       limit           3: samples pass the trainer's limit only where the recipe keeps them
            ok       sources         3: samples and tokens per source are as the manifest says
            ok       ledger          1: the ledger holds as many rows as the manifest says
            ok       options         0: answers name an option of their question
            skipped  held_out        no evaluation list is given (--against)
            ok       given_away      3: questions do not hold their answer
            ok       contradictions  3: the same question on the same pictures has one answer
            ok       lookalikes      6: different pictures look different
            captions v: 1 captions of 2.0 words (median 2, nine of ten up to 2), 0 empty, 0 repeated, 1 begin with 'a ball'
            Sound: 3 samples with 6 pictures in 2 shards.
            """);
  }

  @Test
  void quickLooksAtNoPicture() throws IOException {
    new FinishedSet(folder).shard(PICTURE).write();
    ValidationResult result = validate(true, 1);

    assertThat(result.sound()).isTrue();
    assertThat(result.pictures()).isZero();
    assertThat(result.checks())
        .filteredOn(outcome -> outcome.status() == ValidationResult.Status.SKIPPED)
        .extracting(ValidationResult.Outcome::check)
        .containsExactly(Check.DIGESTS, Check.PICTURES, Check.HELD_OUT, Check.LOOKALIKES);
  }

  @Test
  void emptySetAndOneThatLostEverythingAreSound() throws IOException {
    new FinishedSet(folder).asked("p", 5).lost("p", 1, Reason.BAD_ROLE, "no").write();

    assertThat(wrong()).isEmpty();
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    new FinishedSet(folder).shard(PICTURE).write();
    Path file = shard("train-00000-of-00001.parquet");
    byte[] bytes = Files.readAllBytes(file);
    byte[] picture = PICTURE.frames().get(0).picture().bytes();
    bytes[indexOf(bytes, picture) + picture.length / 2] ^= 0x55;
    Files.write(file, bytes);

    Map<String, List<String>> wrong = wrong();

    assertThat(wrong).containsOnlyKeys("digests", "pictures");
    assertThat(wrong.get("digests"))
        .first(InstanceOfAssertFactories.STRING)
        .startsWith("train-00000-of-00001.parquet: its SHA-256 is ")
        .contains(", the manifest says ");
    assertThat(wrong.get("pictures"))
        .first(InstanceOfAssertFactories.STRING)
        .startsWith("train-00000-of-00001.parquet row 0 (p/p.json@1): picture 1: its SHA-256 is ");
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (java.util.Arrays.mismatch(all, i, i + part.length, part, 0, part.length) < 0) {
        return i;
      }
    }
    throw new IllegalStateException("the shard does not hold the picture as it is");
  }

  @Test
  void missingShardAndStrangerAreFound() throws IOException {
    new FinishedSet(folder).shard(PICTURE).shard(TEXT).write();
    Files.move(shard("train-00001-of-00002.parquet"), shard("more.parquet"));

    assertThat(wrong())
        .isEqualTo(
            Map.of(
                "shards",
                List.of(
                    "more.parquet: the manifest does not know this file",
                    "train-00001-of-00002.parquet: it is missing"),
                "sources",
                List.of(
                    "manifest.json: t: the shards hold 0 samples of 0 tokens, the manifest says 1"
                        + " of "
                        + TEXT.budget().totalTokens())));
  }

  @Test
  void idsThatOccurTwiceAreFoundAcrossShards() throws IOException {
    new FinishedSet(folder).shard(PICTURE, TEXT).shard(VIDEO, PICTURE).write();

    assertThat(wrong())
        .isEqualTo(
            Map.of(
                "ids",
                List.of(
                    "train-00001-of-00002.parquet row 1 (p/p.json@1): the same id as"
                        + " train-00000-of-00002.parquet row 0")));
  }

  @Test
  void manifestThatDisagreesIsFound() throws IOException {
    Manifest manifest = new FinishedSet(folder).shard(PICTURE).write();
    String wrongDigest = manifest.shards().get(0).sha256().replaceAll("[0-9]", "0");
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace(manifest.shards().get(0).sha256(), wrongDigest)
            .replace("\"read\" : 1", "\"read\" : 2")
            .replace("\"rows\" : 1", "\"rows\" : 3"));

    assertThat(wrong()).containsOnlyKeys("balance", "digests", "rows");
    assertThat(wrong().get("balance"))
        .containsExactly(
            "manifest.json: p: read 2 + repeated 0 = written 1 + not selected 0 + dropped 0 +"
                + " quarantined 0",
            "manifest.json: the sources wrote 1 samples, the shards hold 3");
    assertThat(wrong().get("rows"))
        .containsExactly("train-00000-of-00001.parquet: it has 1 rows, the manifest says 3");
  }

  @Test
  void ledgerThatDisagreesOrIsTornIsFound() throws IOException {
    new FinishedSet(folder)
        .shard(PICTURE)
        .lost("p", 2, Reason.MEDIA_MISSING, "gone")
        .lost("p", 3, Reason.MEDIA_MISSING, "gone")
        .write();
    Path file = folder.resolve("ledger/read-00000.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 1));

    assertThat(wrong())
        .isEqualTo(
            Map.of("ledger", List.of("ledger: p: 1 rows are MEDIA_MISSING, the manifest says 2")));

    Files.writeString(file, lines.get(0).substring(0, 20));
    assertThat(wrong().get("ledger"))
        .first(InstanceOfAssertFactories.STRING)
        .endsWith("read-00000.jsonl, line 1: no row of a ledger");
  }

  @Test
  void unreadableManifestIsAFindingAndTheRestIsStillChecked() throws IOException {
    new FinishedSet(folder).shard(PICTURE).write();
    Files.writeString(folder.resolve("manifest.json"), "{");

    assertThat(wrong()).containsOnlyKeys("manifest");
    assertThat(validate(false, 1).rows()).isEqualTo(1);
  }

  @Test
  void wrongBudgetsPlaceholdersAndSizesAreFound() throws IOException {
    Budget b = PICTURE.budget();
    Budget wrongBudget =
        new Budget(
            b.width(),
            b.height(),
            b.frames(),
            b.visualTokens() + 1,
            b.textTokens() - 1,
            b.totalTokens(),
            b.textTokensEstimated(),
            b.distortion(),
            true);
    Frame f = PICTURE.frames().get(0);
    Frame wrongSize = new Frame(f.picture(), f.path(), 0, -1, 240, 320, f.sha256());
    new FinishedSet(folder)
        .shard(
            with(PICTURE, "a", PICTURE.conversations(), PICTURE.frames(), wrongBudget),
            with(PICTURE, "b", PICTURE.conversations(), List.of(wrongSize), b),
            with(
                PICTURE,
                "c",
                List.of(Turn.human("no picture here"), Turn.gpt("A ball.")),
                PICTURE.frames(),
                b))
        .write();

    Map<String, List<String>> wrong = wrong();

    assertThat(wrong).containsOnlyKeys("budget", "dialect", "pictures");
    String file = "train-00000-of-00001.parquet row ";
    assertThat(wrong.get("budget"))
        .first(InstanceOfAssertFactories.STRING)
        .isEqualTo(
            file
                + "0 (a): visual_tokens is %d, expected %d; text_tokens is %d, expected %d; over is"
                    .formatted(
                        b.visualTokens() + 1, b.visualTokens(), b.textTokens() - 1, b.textTokens())
                + " true, expected false");
    assertThat(wrong.get("dialect"))
        .containsExactly(
            file
                + "2 (c): PLACEHOLDER_COUNT: found 0 placeholders for 1 media; the counts must be"
                + " equal");
    assertThat(wrong.get("pictures"))
        .containsExactly(file + "1 (b): picture 1: it has 320x240 pixels, the row says 240x320");
  }

  private static Sample with(
      Sample s, String id, List<Turn> turns, List<Frame> frames, Budget budget) {
    return new Sample(
        id,
        s.source(),
        s.task(),
        s.modality(),
        turns,
        frames,
        null,
        s.marks(),
        budget,
        s.license(),
        s.provenance(),
        s.scores());
  }

  @Test
  void shardsWithoutManifestGetTheChecksThatNeedNone() throws IOException {
    new FinishedSet(folder).shard(PICTURE, PICTURE).write();
    Files.delete(folder.resolve("manifest.json"));
    ValidationResult result = validate(false, 1);

    assertThat(result.table(5))
        .isEqualTo(
            """
            skipped  manifest        there is none; what needs it was not checked
            skipped  balance         needs a manifest
            ok       shards          1: files are there
            skipped  digests         needs a manifest
            ok       schema          1: columns and footer are as datasets needs them
            ok       rows            2: rows can be read
            wrong    ids             1 wrong of 2
                                     train-00000-of-00001.parquet row 1 (p/p.json@1): the same id as train-00000-of-00001.parquet row 0
            ok       pictures        2: pictures decode and agree with their rows
            ok       haystacks       0: samples find their frames in their haystacks
            ok       dialect         2: conversations are as the trainer reads them
            skipped  budget          needs a manifest
            skipped  limit           needs a manifest
            skipped  sources         needs a manifest
            skipped  ledger          needs a manifest
            ok       options         0: answers name an option of their question
            skipped  held_out        no evaluation list is given (--against)
            ok       given_away      2: questions do not hold their answer
            ok       contradictions  2: the same question on the same pictures has one answer
            ok       lookalikes      1: different pictures look different
            Not sound: 2 samples with 2 pictures in 1 shards.
            """);
  }

  @Test
  void parquetOfAnotherToolGetsTheChecksThatFitIt() throws IOException {
    Path source = SharedFiles.shared("data/sources/llava-next/train-00000-of-00001.parquet");
    byte[] bytes = Files.readAllBytes(source);
    Files.write(folder.resolve("a.parquet"), bytes);
    ValidationResult once = validate(false, 1);
    assertThat(once.sound()).as(once.table(5)).isTrue();
    assertThat(List.of(once.rows(), once.pictures())).containsExactly(3L, 2L);

    Files.write(folder.resolve("b.parquet"), bytes);
    assertThat(wrong()).containsOnlyKeys("ids");
    assertThat(wrong().get("ids"))
        .hasSize(3)
        .allSatisfy(
            line -> assertThat(line).matches("b.parquet row (\\d) .* as a.parquet row \\1"));
  }

  @Test
  void damagedFooterIsAFindingNotACrash() throws IOException {
    new FinishedSet(folder).shard(PICTURE).write();
    Path file = shard("train-00000-of-00001.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(wrong()).containsOnlyKeys("digests", "rows", "shards", "sources");
  }

  @Test
  void folderWithoutASetIsRefused() {
    assertThatThrownBy(() -> validate(false, 1))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(folder + " holds no set: neither manifest.json nor a Parquet file is there");
  }

  @Test
  void resultIsJsonForMachines() throws IOException {
    new FinishedSet(folder).shard(TEXT).write();

    assertThat(Json.write(validate(true, 1)))
        .contains(
            "\"sound\":true", "{\"check\":\"ids\",\"status\":\"OK\",\"looked\":1,\"wrong\":0");
  }
}
