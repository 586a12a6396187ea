package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds of a ScanNet root in which some scans are sound and most are damaged, one each way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrespondIT {
  private static final Set<String> SOUND = Set.of("scene0900_00", "scene0905_00", "scene0909_00");
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private static Path folder;
  private Map<String, String> expected = Map.of();

  private interface Damage {
    void to(Path scan, String id) throws IOException;
  }

  /** What is done to a scan that is not sound, and what its questions are lost by. */
  private record Damaged(String scan, Reason reason, Damage damage) {}

  private static final List<Damaged> DAMAGED =
      List.of(
          new Damaged(
              "scene0901_00",
              Reason.MEDIA_TRUNCATED,
              (scan, id) -> cut(scan.resolve(id + ".sens"), 100)),
          new Damaged(
              "scene0902_00",
              Reason.MEDIA_MISSING,
              (scan, id) -> Files.delete(scan.resolve(id + ".sens"))),
          new Damaged(
              "scene0903_00",
              Reason.MEDIA_UNREADABLE,
              (scan, id) ->
                  Files.copy(
                      scan.resolve(id + "_vh_clean.aggregation.json"),
                      scan.resolve(id + ".aggregation.json"),
                      StandardCopyOption.REPLACE_EXISTING)),
          new Damaged(
              "scene0904_00",
              Reason.MEDIA_TRUNCATED,
              (scan, id) -> cut(scan.resolve(id + "_vh_clean_2.ply"), 1000)),
          new Damaged(
              "scene0906_00",
              Reason.MEDIA_UNREADABLE,
              (scan, id) -> cut(scan.resolve(id + "_vh_clean_2.0.010000.segs.json"), 500)),
          new Damaged(
              "scene0907_00",
              Reason.MEDIA_UNREADABLE,
              (scan, id) -> {
                byte[] noise = new byte[100_000];
                new Random(1).nextBytes(noise);
                Files.write(scan.resolve(id + ".sens"), noise);
              }),
          new Damaged(
              "scene0908_00",
              Reason.NO_FRAMES,
              (scan, id) -> cut(scan.resolve(id + ".sens"), 22_000)));

  /** A sound scan, but for the pose of one frame. */
  private static final String SKIPPING = "scene0905_00";

  /** As ScanNet has it where the scanner lost its place: the first pose stands behind the head. */
  private static void losePose(Path sens) throws IOException {
    byte[] bytes = Files.readAllBytes(sens);
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int name = (int) head.getLong(4);
    head.putFloat(4 + 8 + name + 4 * 64 + 2 * 4 + 4 * 4 + 4 + 8, Float.NEGATIVE_INFINITY);
    Files.write(sens, bytes);
  }

  private static void cut(Path file, int bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  @BeforeAll
  void build() throws IOException {
    Path root = folder.resolve("scannet");
    for (int i = 0; i < 10; i++) {
      Room room = Room.of(RoomSpec.of(i, 8, 160, 120).withMeshSpacing(0.15));
      RoomScan.write(room, root.toString(), "scene090" + i + "_00");
    }
    for (Damaged scan : DAMAGED) {
      scan.damage().to(root.resolve("scans/" + scan.scan()), scan.scan());
    }
    losePose(root.resolve("scans/" + SKIPPING + "/" + SKIPPING + ".sens"));
    Files.writeString(
        folder.resolve("recipe.yaml"),
        """
        name: rooms
        allowed_loss: 1
        shards: {bytes: 60KB}
        sources:
        - name: rooms
          format: scanqa
          files: scannet/qa/*.json
          media_root: scannet
          options: {views: 4, questions: "left, nearer", stamp: both}
        """);
    expected = build("one", "--parallelism=1");
    assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
  }

  private static Map<String, String> build(String name, Object... how) throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve(name));
    Object[] words = new Object[how.length + 5];
    System.arraycopy(
        new Object[] {"build", folder.resolve("recipe.yaml"), "--out", built.folder(), "-q"},
        0,
        words,
        0,
        5);
    System.arraycopy(how, 0, words, 5, how.length);
    Shell shell = Shell.run(words);
    assertThat(shell.exit()).as(shell.err()).isZero();
    return built.shards();
  }

  @Test
  void damagedScanCostsItsOwnQuestionsAndSaysWhy() throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve("one"));
    assertThat(built.manifest().balances()).isTrue();
    assertThat(
            built.samples().values().stream().map(CorrespondIT::scan).collect(Collectors.toSet()))
        .isEqualTo(SOUND);
    Map<String, Set<Reason>> lost = new TreeMap<>();
    built
        .ledger()
        .values()
        .forEach(
            row ->
                lost.computeIfAbsent(
                        row.originId().replaceAll(".*(scene\\d{4}).*", "$1_00"),
                        k -> new java.util.TreeSet<>())
                    .add(row.reason()));
    Map<String, Set<Reason>> wanted = new TreeMap<>();
    DAMAGED.forEach(scan -> wanted.put(scan.scan(), Set.of(scan.reason())));
    wanted.put(SKIPPING, Set.of(Reason.FRAMES_SKIPPED)); // told, and its questions are written
    assertThat(lost).isEqualTo(wanted);
  }

  @Test
  void skippedFramesAreCountedInTheReport() throws IOException {
    JsonNode report =
        Json.read(Files.readAllBytes(folder.resolve("one/report.json")), JsonNode.class);
    List<JsonNode> skipped = new ArrayList<>();
    for (JsonNode loss : report.path("losses")) {
      if (loss.path("reason").asText().equals("FRAMES_SKIPPED")) {
        skipped.add(loss);
      }
    }
    assertThat(skipped).hasSize(1);
    assertThat(skipped.get(0).path("count").asInt()).isEqualTo(1);
    assertThat(skipped.get(0).path("examples").path(0).path("message").asText())
        .isEqualTo(SKIPPING + ": of its 8 frames were skipped: 1 lost pose");
    assertThat(folder.resolve("one/report.html")).content().contains("FRAMES_SKIPPED");
  }

  private static String scan(Sample sample) {
    return sample.provenance().media().get(0).path().replaceAll(".*#", "");
  }

  @Test
  void marksOfTheSoundScansAreRight() {
    Shell shell =
        Shell.run(
            "correspond",
            "evaluate",
            folder.resolve("one"),
            "--truth",
            folder.resolve("scannet"),
            "--json");
    assertThat(shell.exit()).as(shell.err()).isZero();
    JsonNode all = Json.read(shell.out(), JsonNode.class).path("all");
    assertThat(all.path("precision").asDouble()).isGreaterThanOrEqualTo(0.97);
    assertThat(all.path("consistency").asDouble()).isGreaterThanOrEqualTo(0.98);
    assertThat(all.path("twice").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3, local", "2, direct"})
  void theSameBytesAtAnyParallelismAndOnBeam(int parallelism, String runner) throws IOException {
    String name = runner + parallelism;
    assertThat(build(name, "--parallelism=" + parallelism, "--runner=" + runner))
        .isEqualTo(expected);
    assertThat(new BuiltSet(folder.resolve(name)).ledger()).isEqualTo(expectedLedger());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void afterAKillTheSameBytes(int percent) throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve("killed-" + percent));
    ChildJvm build =
        ChildJvm.of(
            Main.class.getName(),
            "build",
            folder.resolve("recipe.yaml").toString(),
            "--out",
            built.folder().toString(),
            "--parallelism=1");
    Path log = folder.resolve("killed-" + percent + ".log");
    long wanted = (long) expected.size() * percent / 100;
    try (ChildJvm.Running running = build.start(log)) {
      while ((built.finished() < wanted || !Files.exists(built.folder().resolve("plan")))
          && !running.endsWithin(Duration.ofMillis(5))) {
        assertThat(running.isAlive()).as("%s", running.tail()).isTrue();
      }
      running.kill();
    }
    build.run(log, LIMIT);
    assertThat(built.shards()).isEqualTo(expected);
    assertThat(built.ledger()).isEqualTo(expectedLedger());
    assertThat(built.manifest().balances()).isTrue();
  }

  private static Map<String, LedgerRow> expectedLedger() throws IOException {
    return new BuiltSet(folder.resolve("one")).ledger();
  }
}
