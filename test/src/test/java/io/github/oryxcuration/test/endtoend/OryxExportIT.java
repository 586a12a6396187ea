package io.github.oryxcuration.test.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the export writes, read as the trainer reads it, against what the shards hold. */
class OryxExportIT {
  @TempDir Path folder;

  private static void run(int expected, String... arguments) {
    StringWriter screen = new StringWriter();
    int code = Main.run(new PrintWriter(screen), new PrintWriter(screen), arguments);
    assertThat(code).as(screen.toString()).isEqualTo(expected);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<JsonNode> records(String export) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    Json.mapper()
        .readTree(Files.readAllBytes(folder.resolve(export).resolve("data.json")))
        .forEach(records::add);
    return records;
  }

  /** train.py's read_video_patch: frame i starts where the sizes before it end. */
  private List<byte[]> frames(String export, JsonNode reference) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    long at = reference.path("start_num").asLong();
    String patch = folder.resolve(export).resolve(reference.path("patch").asText()).toString();
    for (JsonNode size : reference.path("size")) {
      frames.add(Storage.readRange(patch, at, size.asInt()));
      at += size.asInt();
    }
    return frames;
  }

  private void needlesComeBack(String frames, String position) throws IOException {
    run(
        ExitCode.DONE,
        "needles",
        "-q",
        "--movienet",
        DrawnFilms.tree(folder.resolve("movienet"), 1, 100).toString(),
        "--out",
        path("set"),
        "--set",
        "frames=" + frames,
        "--set",
        "min_sharpness=0");
    run(ExitCode.DONE, "export", path("set"), "-q", "--out", path("oryx"));

    Map<String, Sample> samples = new BuiltSet(folder.resolve("set")).samples();
    List<JsonNode> records = records("oryx");
    // 20 offered, less those whose captions are nearly the same.
    assertThat(records).hasSameSizeAs(samples.keySet()).hasSizeBetween(16, 20);
    Set<Long> starts = new HashSet<>();
    for (JsonNode record : records) {
      Sample sample = requireNonNull(samples.get(record.path("id").asText()));
      Needle needle = requireNonNull(sample.needle());
      JsonNode about = Json.read(needle.about(), JsonNode.class);
      assertThat(about.path("position").asText()).isEqualTo(position);
      assertThat(record.path("question").asText()).isEqualTo(needle.question());
      assertThat(record.path("answer").asText()).isEqualTo(needle.answer());
      assertThat(record.path("type").asText()).isEqualTo(needle.type());
      starts.add(record.path("video_long").path("start_num").asLong());
      List<Integer> idx = new ArrayList<>();
      record.path("idx").forEach(i -> idx.add(i.asInt()));
      List<byte[]> stored = frames("oryx", record.path("video_long"));
      assertThat(stored.stream().map(Digest::hex).toList())
          .isEqualTo(sample.frames().stream().map(Frame::sha256).toList());
      for (int seed = 0; seed < 20; seed++) {
        TrainersLoading loaded = TrainersLoading.of(stored.size(), idx, 64, new Random(seed));
        for (int i = 0; i < idx.size(); i++) {
          byte[] shown = stored.get(loaded.shown().get(loaded.idx().get(i)));
          assertThat(Digest.hex(shown)).isEqualTo(about.path("pictures").path(i).asText());
        }
      }
    }
    assertThat(starts).as("the film lies in the patch once").containsExactly(0L);
  }

  @Test
  void needlesInHaystacksShorterThanTheTrainersBoundComeBack() throws IOException {
    needlesComeBack("192", "fixed");
  }

  @Test
  void needlesInHaystacksLongerThanTheTrainersBoundComeBack() throws IOException {
    needlesComeBack("300", "trainer-random");
  }

  @Test
  void picturesAndVideosOfTheDemoComeBackInBothForms() throws IOException {
    run(ExitCode.DONE, "demo", "-q", "--out", path("demo"));
    String built = "demo/set";
    Map<String, Sample> samples = new BuiltSet(folder.resolve(built)).samples();
    for (String form : new String[] {"file", "patch"}) {
      run(ExitCode.DONE, "export", path(built), "-q", "--video", form, "--out", path(form));
      List<JsonNode> records = records(form);
      assertThat(records).hasSize(samples.size());
      for (JsonNode record : records) {
        check(form, record, requireNonNull(samples.get(record.path("id").asText())));
      }
    }
    run(ExitCode.USAGE, "export", path(built), "-q", "--out", path("patch"));
    run(ExitCode.USAGE, "export", path(built), "-q", "--out", path("my nextqa set"));
    run(ExitCode.USAGE, "export", path("nothing"), "-q", "--out", path("new"));
  }

  private void check(String form, JsonNode record, Sample sample) throws IOException {
    List<String> stored = sample.frames().stream().map(Frame::sha256).toList();
    assertThat(record.path("conversations")).hasSize(sample.conversations().size());
    switch (sample.modality()) {
      case TEXT -> assertThat(record.has("image") || record.has("video")).isFalse();
      case IMAGE -> {
        List<String> found = new ArrayList<>();
        JsonNode image = record.path("image");
        for (JsonNode one : image.isArray() ? image : List.of(image)) {
          assertThat(one.path("size").isInt()).isTrue();
          String patch = folder.resolve(form).resolve(one.path("patch").asText()).toString();
          found.add(
              Digest.hex(
                  Storage.readRange(
                      patch, one.path("start_num").asLong(), one.path("size").asInt())));
        }
        assertThat(found).isEqualTo(stored);
      }
      default -> {
        if (form.equals("patch")) {
          assertThat(frames(form, record.path("video")).stream().map(Digest::hex).toList())
              .isEqualTo(stored);
        } else {
          String clip = record.path("video").asText();
          assertThat(clip).startsWith(path(form));
          try (SeekableByteChannel channel = Files.newByteChannel(Path.of(clip))) {
            List<Long> seen = new ArrayList<>();
            Videos.decode(
                channel,
                clip,
                FrameRequest.all(),
                new VideoLimits(1 << 24, 10_000, 60),
                frame -> seen.add(frame.index()));
            assertThat(seen).hasSize(stored.size());
          }
        }
      }
    }
  }
}
