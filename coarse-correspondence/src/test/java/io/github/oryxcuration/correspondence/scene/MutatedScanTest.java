package io.github.oryxcuration.correspondence.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.ExportedScan;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scan.ScanText;
import io.github.oryxcuration.correspondence.scan.SensFile;
import io.github.oryxcuration.correspondence.source.ScanQaFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than a thousand damaged files of every kind that is read: each is read, or refused with a
 * reason that names it.
 */
class MutatedScanTest {
  private static final int MUTATIONS = 1400;
  private static final String LABELS = "/../../scannetv2-labels.combined.tsv";
  private static final String QUESTIONS = "/../../qa/ScanQA_v1.0_train_" + ScanFixture.ID + ".json";
  private static final List<String> FILES =
      List.of(
          ".sens",
          ".txt",
          ".aggregation.json",
          "_vh_clean_2.0.010000.segs.json",
          "_vh_clean_2.ply",
          "_vh_clean_2.labels.ply",
          "_2d-instance-filt.zip",
          "_2d-label-filt.zip",
          LABELS,
          QUESTIONS,
          "/python/depth/1.png",
          "/python/pose/1.txt",
          "/cpp/frame-000001.depth.pgm",
          "/cpp/_info.txt");

  @TempDir private Path root;

  private interface Reading {
    void read() throws IOException;
  }

  @Test
  @Timeout(240)
  void eachIsReadOrRefusedWithAReason() throws IOException {
    Room room = Room.of(new RoomSpec(5, 3, 0, 0, 3, 20, 48, 36, 0, 0, 0, 0, 0, 0.3));
    ScanFolder scan = ScanFixture.write(room, root);
    try (Scan sens = SensFile.open(scan.file(".sens"))) {
      ScanFixture.exportPython(sens, Path.of(scan.path(), "python"));
      ScanFixture.exportCpp(sens, Path.of(scan.path(), "cpp"));
    }
    Random random = new Random(20240801);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String suffix = FILES.get(i % FILES.size());
      Path file = Path.of(file(scan, suffix));
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, mutated(sound, random));
      try {
        reading(scan, suffix).read();
      } catch (CurationException e) {
        refused++;
        assertThat(e.explanation()).isNotBlank().hasSizeLessThan(1000);
      } catch (RuntimeException e) {
        throw new AssertionError("mutation " + i + " of " + suffix, e);
      } finally {
        Files.write(file, sound);
      }
    }
    assertThat(refused).isBetween(300, MUTATIONS - 100);
    assertThatCode(() -> reading(scan, ".sens").read()).doesNotThrowAnyException();
  }

  private Reading reading(ScanFolder scan, String suffix) {
    return switch (suffix) {
      case ".sens" ->
          () -> {
            try (Scan sens = SensFile.open(scan.file(suffix))) {
              FrameChecker checker = new FrameChecker(sens);
              for (ScanFrame frame : sens.frames()) {
                if (checker.fault(frame).isEmpty()) {
                  Pictures.decode(sens.color(frame), 1 << 20);
                }
              }
            }
          };
      case ".txt" ->
          () -> {
            ScanText text = java.util.Objects.requireNonNull(ScanText.read(scan.file(suffix)));
            text.axisAlignment();
            text.colorToDepth();
          };
      case "_2d-instance-filt.zip", "_2d-label-filt.zip" ->
          () -> {
            try (MapZip zip = MapZip.open(scan.file(suffix))) {
              for (int frame : zip.frames()) {
                zip.map(frame);
              }
            }
          };
      case "_vh_clean_2.labels.ply" -> () -> PlyFile.read(scan.file(suffix));
      case LABELS -> () -> LabelTable.read(file(scan, suffix)).isStuff("wall");
      case QUESTIONS -> () -> questions(file(scan, suffix));
      case "/python/depth/1.png", "/python/pose/1.txt" ->
          () -> exported(Path.of(scan.path(), "python"));
      case "/cpp/frame-000001.depth.pgm", "/cpp/_info.txt" ->
          () -> exported(Path.of(scan.path(), "cpp"));
      default -> () -> Instances.read(scan);
    };
  }

  private static String file(ScanFolder scan, String suffix) {
    return suffix.startsWith("/") ? scan.path() + suffix : scan.file(suffix);
  }

  private static void exported(Path folder) throws IOException {
    try (Scan scan = ExportedScan.open(folder.toString(), "scene")) {
      for (ScanFrame frame : scan.frames()) {
        scan.depth(frame);
      }
    }
  }

  /** Each row is taken or told; where there is no scan, every row that is taken is lost by that. */
  private void questions(String file) throws IOException {
    SourceSpec source =
        new SourceSpec(
            "s",
            "scanqa",
            List.of(file),
            root.toString(),
            root.resolve("qa").toString(),
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
            Map.of());
    ScanQaFormat format = new ScanQaFormat();
    List<Reason> reasons = new ArrayList<>();
    for (SourcePart part : format.parts(source)) {
      try (SourceFormat.Rows rows = format.read(source, part)) {
        rows.forEachRemaining(row -> reasons.add(((Outcome.Lost<Candidate>) row).row().reason()));
      }
    }
    if (reasons.contains(Reason.MALFORMED_ROW)) {
      throw new CurationException(Reason.MALFORMED_ROW, "a row is told to be malformed");
    }
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        for (int i = 0; i < 8; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        int at = random.nextInt(Math.min(700, bytes.length));
        Arrays.fill(
            bytes, at, Math.min(bytes.length, at + 8), (byte) (random.nextBoolean() ? -1 : 0x7f));
      }
      case 3 ->
          bytes[random.nextInt(Math.min(400, bytes.length))] ^= (byte) (1 << random.nextInt(8));
      default -> {
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(500), bytes.length - Math.max(from, to));
        System.arraycopy(sound, from, bytes, to, length);
      }
    }
    return bytes;
  }

  @Test
  void mutatedQuestionsAreReadOrRefused() throws IOException {
    String row =
        "{\"answers\":[\"a\",\"b\"],\"object_ids\":[3],\"question\":\"What?\",\"question_id\":\"q\",\"scene_id\":\"scene0011_00\"}";
    Random random = new Random(7);
    long start = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = mutated(row.getBytes(java.nio.charset.StandardCharsets.UTF_8), random);
      try {
        Question.of(Json.mapper().readTree(bytes));
      } catch (CurationException | com.fasterxml.jackson.core.JacksonException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }
}
