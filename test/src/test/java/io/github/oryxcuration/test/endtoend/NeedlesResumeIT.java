package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.NumberedFrames;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needles of good and bad films, killed at every stage and run again. */
class NeedlesResumeIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private static Path folder;

  private static Map<String, String> expected = Map.of();

  private static String[] command(String out, String... films) {
    List<String> command = new java.util.ArrayList<>(List.of("needles", "-q"));
    command.addAll(List.of(films));
    command.addAll(List.of("--out", folder.resolve(out).toString()));
    for (String option :
        List.of("tasks=caption, diff, insert", "depths=3", "min_sharpness=0", "buckets=2")) {
      command.addAll(List.of("--set", option));
    }
    return command.toArray(String[]::new);
  }

  private static String[] tree(String out) {
    return command(out, "--movienet", folder.resolve("movienet").toString());
  }

  /**
   * Three good films, one of a wrong shot file, one of empty pictures; and one with gaps, a black
   * frame, and two frames that are the same.
   */
  @BeforeAll
  static void buildWithoutInterruption() throws IOException {
    Path root = DrawnFilms.tree(folder.resolve("movienet"), 6, 30);
    Files.writeString(root.resolve("shot/tt4.txt"), "0 57 14 28\n");
    for (Path picture : pictures(root, "tt5")) {
      Files.write(picture, new byte[0]);
    }
    List<Path> gaps = pictures(root, "tt6");
    for (int i = 0; i < gaps.size(); i += 4) {
      Files.delete(gaps.get(i));
    }
    List<Path> left = pictures(root, "tt6");
    try (JpegEncoder jpeg = new JpegEncoder(90, JpegEncoder.Chroma.HALF)) {
      Files.write(left.get(5), jpeg.encode(RgbImage.filled(160, 90, 0, 0, 0)));
    }
    Files.copy(left.get(20), left.get(50), StandardCopyOption.REPLACE_EXISTING);
    Shell whole = Shell.run((Object[]) tree("whole"));
    assertThat(whole.exit()).as(whole.err()).isZero();
    expected = new BuiltSet(folder.resolve("whole")).shards();
  }

  private static List<Path> pictures(Path root, String film) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("240P").resolve(film))) {
      return files.sorted().toList();
    }
  }

  @Test
  void badFilmsAreInTheLedgerAndTheOthersGiveTheirNeedles() throws IOException {
    BuiltSet set = new BuiltSet(folder.resolve("whole"));
    Map<String, Reason> films = new TreeMap<>();
    for (LedgerRow row : set.ledger().values()) {
      if (row.id().endsWith("@film")) {
        films.put(row.originId(), row.reason());
      }
    }

    assertThat(films)
        .isEqualTo(Map.of("tt4", Reason.FILM_INCONSISTENT, "tt5", Reason.FILM_TOO_SHORT));
    assertThat(set.manifest().balances()).isTrue();
    assertThat(
            set.samples().keySet().stream()
                .map(id -> id.replaceAll(".*(tt\\d).*", "$1"))
                .distinct())
        .containsExactlyInAnyOrder("tt1", "tt2", "tt3", "tt6");
  }

  @Test
  void framesThatCannotBeNeedlesAreToldWithTheReason() throws IOException {
    Map<String, Reason> unfit = new TreeMap<>();
    for (LedgerRow row : new BuiltSet(folder.resolve("whole")).ledger().values()) {
      if (row.reason().fate() == Reason.Fate.UNFIT) {
        unfit.put(row.id(), row.reason());
      }
    }

    assertThat(unfit)
        .isEqualTo(
            Map.of(
                "needles/tt6@frame-5",
                Reason.NEEDLE_POOR_FRAME,
                "needles/tt6@frame-20",
                Reason.NEEDLE_AMBIGUOUS,
                "needles/tt6@frame-50",
                Reason.NEEDLE_AMBIGUOUS));
    Shell told = Shell.run("explain", folder.resolve("whole"), "needles/tt6@frame-20");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("unfit").contains("frame 50 differs by 0 bits");
    assertThat(Files.readString(folder.resolve("whole/report.html"))).contains("NEEDLE_AMBIGUOUS");
    assertThat(Shell.run("validate", folder.resolve("whole"), "-q").exit()).isZero();
  }

  @Test
  void badVideosAreInTheLedger() throws IOException {
    Files.write(folder.resolve("empty.mp4"), new byte[0]);
    Files.writeString(folder.resolve("text.mp4"), "This is no film.");
    Files.write(folder.resolve("short.mp4"), NumberedFrames.clip(NumberedFrames.mp4(), 3));
    Files.write(folder.resolve("sound.wav"), silence(8000));
    String[] films = {"empty.mp4", "text.mp4", "sound.wav", "short.mp4"};
    String[] named = new String[films.length + 1];
    named[0] = "--films";
    for (int i = 0; i < films.length; i++) {
      named[i + 1] = folder.resolve(films[i]).toString();
    }
    Shell shell = Shell.run((Object[]) command("videos", named));

    assertThat(shell.exit()).as("nothing is left").isEqualTo(1);
    Map<String, Reason> reasons = new TreeMap<>();
    new BuiltSet(folder.resolve("videos"))
        .ledger()
        .values()
        .forEach(row -> reasons.put(row.originId(), row.reason()));
    assertThat(reasons)
        .containsOnlyKeys(films)
        .containsEntry("empty.mp4", Reason.MEDIA_UNREADABLE)
        .containsEntry("text.mp4", Reason.MEDIA_UNREADABLE)
        .containsEntry("sound.wav", Reason.MEDIA_UNREADABLE)
        .containsEntry("short.mp4", Reason.FILM_TOO_SHORT);
  }

  /** A whole media file without a video stream: RIFF, 8 bits mono at 8 kHz. */
  private static byte[] silence(int samples) {
    ByteBuffer file = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(UTF_8)).putInt(36 + samples).put("WAVEfmt ".getBytes(UTF_8));
    file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    file.putShort((short) 1).putShort((short) 8).put("data".getBytes(UTF_8)).putInt(samples);
    Arrays.fill(file.array(), 44, 44 + samples, (byte) 128);
    return file.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 9, 14})
  void afterAKillWithSoManyTasksDone(int tasks) throws IOException {
    String out = "killed-" + tasks;
    BuiltSet built = new BuiltSet(folder.resolve(out));
    ChildJvm build = ChildJvm.of(Main.class.getName(), tree(out));
    Path log = folder.resolve(out + ".log");
    try (ChildJvm.Running running = build.start(log)) {
      while (done(built.folder()) < tasks && !running.endsWithin(Duration.ofMillis(2))) {
        assertThat(running.isAlive()).as("%s", running.tail()).isTrue();
      }
      running.kill();
    }

    build.run(log, LIMIT);

    assertThat(built.shards()).isEqualTo(expected);
    assertThat(built.manifest().balances()).isTrue();
  }

  private static long done(Path set) throws IOException {
    Path markers = set.resolve("work/done");
    if (!Files.isDirectory(markers)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(markers)) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }
}
