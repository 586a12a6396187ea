package io.github.oryxcuration.cli.correspond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.MarkStamp;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrespondCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static List<Path> shards(Path set) throws IOException {
    try (var files = Files.list(set.resolve("data"))) {
      return files.sorted().toList();
    }
  }

  private static List<Sample> samples(Path set) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path shard : shards(set)) {
      try (ShardReader reader = ShardReader.open(shard.toString())) {
        reader.forEachRemaining(samples::add);
      }
    }
    return samples;
  }

  private Path room() throws IOException {
    Path root = folder.resolve("scannet");
    RoomScan.write(
        Room.of(RoomSpec.of(3, 12, 640, 480).withMeshSpacing(0.05)),
        root.toString(),
        "scene0950_00");
    return root;
  }

  private int correspond(Path root, String qa, Path set, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "correspond",
                "-q",
                "--scannet",
                root.toString(),
                "--scanqa",
                qa,
                "--out",
                set.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void marksOfARoomAreWhereTheyAreSaidToBeAndRight() throws IOException {
    Path root = room();
    String qa = root.resolve("qa/ScanQA_v1.0_train_scene0950_00.json").toString();
    Path set = folder.resolve("set");
    assertThat(correspond(root, qa, set, "--views", "4")).as(err.toString()).isZero();

    List<Sample> samples = samples(set);
    assertThat(samples).hasSize(9);
    for (Sample sample : samples) {
      assertThat(sample.modality()).isEqualTo(Modality.VIDEO);
      assertThat(sample.frames()).hasSize(4);
      assertThat(sample.marks()).isNotEmpty();
      assertThat(sample.provenance().steps())
          .contains("resized-640x480-to-512x384", "stamped-marks-" + sample.marks().size());
      RgbImage view = Pictures.decode(sample.frames().get(0).picture().bytes(), 1 << 22);
      assertThat(view.size()).hasToString("512x384");
      for (Mark mark : sample.marks().stream().filter(mark -> mark.view() == 0).toList()) {
        int left = (int) Math.round(mark.x()) - MarkStamp.diameter(512) / 2 + 3;
        int red = view.pixel(left, (int) Math.round(mark.y()));
        assertThat(red >> 16 & 255).isGreaterThan(180);
        assertThat(red & 255).isLessThan(80);
      }
    }
    assertThat(run("correspond", "evaluate", set.toString(), "--truth", root.toString(), "--json"))
        .isZero();
    JsonNode scores = Json.read(out.toString(), JsonNode.class).path("all");
    assertThat(scores.path("precision").asDouble()).isEqualTo(1);
    assertThat(scores.path("consistency").asDouble()).isEqualTo(1);
    assertThat(scores.path("twice").asInt()).isZero();
    assertThat(scores.path("idf1").asDouble()).isBetween(0.5, 1.0);
    assertThat(scores.path("hota").asDouble()).isBetween(0.5, 1.0);
    assertThat(set.resolve("marks.html"))
        .content()
        .contains("scene0950_00", "data:image/jpeg;base64,")
        .doesNotContain("is on nothing");
    assertThat(run("validate", set.toString())).as(out.toString()).isZero();
  }

  @Test
  void videoIsMarkedWithoutGeometry() throws IOException {
    Path film = folder.resolve("film.mp4");
    Room room = Room.of(RoomSpec.of(3, 60, 320, 240).withMeshSpacing(0.2));
    try (FileChannel channel =
            FileChannel.open(film, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        VideoWriter video = VideoWriter.open(channel, ClipSpec.mp4(320, 240, 30))) {
      for (int i = 0; i < 24; i++) {
        video.write(room.view(i).image());
      }
      video.finish();
    }
    Path set = folder.resolve("set");
    assertThat(
            run(
                "correspond",
                "-q",
                "--frames",
                film.toString(),
                "--tracker",
                "region",
                "--views",
                "4",
                "--out",
                set.toString()))
        .as(err.toString())
        .isZero();
    List<Sample> samples = samples(set);
    assertThat(samples).extracting(Sample::id).containsExactly("scanqa/film.mp4@left");
    assertThat(samples.get(0).frames()).hasSize(4);
    assertThat(samples.get(0).marks()).isNotEmpty();
    assertThat(samples.get(0).provenance().steps())
        .contains("tracked-region-1", "stamped-marks-" + samples.get(0).marks().size());
    Mark mark = samples.get(0).marks().get(0);
    Frame frame = samples.get(0).frames().get(mark.view());
    RgbImage view = Pictures.decode(frame.picture().bytes(), 1 << 22);
    int left = (int) Math.round(mark.x()) - MarkStamp.diameter(frame.width()) / 2 + 3;
    assertThat(view.pixel(left, (int) Math.round(mark.y())) >> 16 & 255).isGreaterThan(180);

    assertThat(
            run(
                "correspond",
                "--frames",
                film.toString(),
                "--tracker",
                "region",
                "--set",
                "questions=seen",
                "--out",
                folder.resolve("other").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("with tracker: region the answer would be a guess");
  }

  @Test
  void sameCommandGivesTheSameBytesInThreadsAndInBeam() throws IOException {
    Path root = room();
    String qa = root.resolve("qa/ScanQA_v1.0_train_scene0950_00.json").toString();
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    String[] more = {"--views", "3", "--set", "questions=left", "--set", "stamp=both"};
    assertThat(correspond(root, qa, first, more)).as(err.toString()).isZero();
    String[] beam = java.util.Arrays.copyOf(more, more.length + 2);
    beam[more.length] = "--runner";
    beam[more.length + 1] = "direct";
    assertThat(correspond(root, qa, second, beam)).as(err.toString()).isZero();
    assertThat(shards(first)).hasSameSizeAs(shards(second));
    for (int i = 0; i < shards(first).size(); i++) {
      assertThat(shards(first).get(i)).hasSameBinaryContentAs(shards(second).get(i));
    }
  }

  @Test
  void realScanIsMarkedRight() throws IOException {
    Path root = SharedFiles.shared("data/scannet").toAbsolutePath().normalize();
    Path set = folder.resolve("set");
    assertThat(correspond(root, root.resolve("qa/ScanQA_v1.0_train.json").toString(), set))
        .as(err.toString())
        .isZero();
    assertThat(samples(set)).hasSize(8);
    // 10, 11 and 17 are the weak annotations of that scan.
    assertThat(
            run(
                "correspond",
                "evaluate",
                set.toString(),
                "--truth",
                root.toString(),
                "--ignore",
                "10,11,17",
                "--json"))
        .isZero();
    JsonNode scores = Json.read(out.toString(), JsonNode.class).path("all");
    assertThat(scores.path("precision").asDouble()).isGreaterThanOrEqualTo(0.95);
    assertThat(scores.path("consistency").asDouble()).isGreaterThanOrEqualTo(0.98);
    assertThat(scores.path("twice").asInt()).isZero();
  }

  @Test
  void trackersAreMeasuredOnScansAndOnPictures() throws IOException {
    Path scan = room().resolve("scans/scene0950_00");
    String[] geometric = {
      "correspond",
      "evaluate-tracker",
      "--frames",
      scan.toString(),
      "--masks",
      scan.resolve("scene0950_00_2d-instance.zip").toString(),
      "--tracker",
      "geometric",
      "--json"
    };
    assertThat(run(geometric)).as(err.toString()).isZero();
    JsonNode scores = Json.read(out.toString(), JsonNode.class);
    assertThat(scores.path("compared").asInt()).isEqualTo(12);
    assertThat(scores.path("masks").path("j").path("mean").asDouble()).isGreaterThan(0.95);
    assertThat(scores.path("ids").path("idf1").asDouble()).isGreaterThan(0.95);

    String[] verified = geometric.clone();
    verified[7] = "region";
    verified = java.util.Arrays.copyOf(verified, verified.length + 3);
    verified[9] = "--given";
    verified[10] = "1";
    verified[11] = "--verify";
    assertThat(run(verified)).as(err.toString()).isZero();
    scores = Json.read(out.toString(), JsonNode.class);
    assertThat(scores.path("tracker").asText()).isEqualTo("region-1+verified-1");
    assertThat(scores.path("compared").asInt()).isEqualTo(12);
    assertThat(scores.path("ids").path("idf1").asDouble()).isGreaterThan(0.95);

    assertThat(
            run("correspond", "evaluate-tracker", "--frames", "x", "--masks", "y", "--given", "0"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--given: found '0'; allowed: first, none, or a number of frames from 1");
    assertThat(run("correspond", "evaluate-tracker", "--frames", folder.toString(), "--masks", "y"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no such folder, or no frames (jpg, png) in it");
  }

  @Test
  void carIsFollowedFromItsFirstMask() {
    String davis = SharedFiles.shared("data/tracking/davis_car-shadow").toString();
    assertThat(
            run(
                "correspond",
                "evaluate-tracker",
                "--frames",
                davis + "/JPEGImages",
                "--masks",
                davis + "/Annotations",
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode masks = Json.read(out.toString(), JsonNode.class).path("masks");
    assertThat(masks.path("j").path("mean").asDouble() + masks.path("f").path("mean").asDouble())
        .isGreaterThanOrEqualTo(2 * 0.80);
  }

  @Test
  void idsOnPicturesAloneCannotBeVerified() throws IOException {
    Path frames = Files.createDirectory(folder.resolve("frames"));
    Files.write(
        frames.resolve("00000.png"), PngEncoder.encode(RgbImage.filled(32, 24, 90, 90, 90)));
    Path boxes = Files.writeString(folder.resolve("groundtruth_rect.txt"), "1,1,9,9\n");
    assertThat(
            run(
                "correspond",
                "evaluate-tracker",
                "--frames",
                frames.toString(),
                "--masks",
                boxes.toString(),
                "--verify"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "pictures alone have neither depth nor poses to verify ids by; --verify takes the"
                + " folder of a ScanNet scan");
  }

  @Test
  void missingOptionsAndFoldersAreUsageErrors() {
    assertThat(run("correspond", "--scannet", "x")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "correspond needs --scannet ROOT with --scanqa FILE, or --frames DIR; and --out DIR.");
    assertThat(run("correspond", "evaluate", folder.toString(), "--truth", "x")).isEqualTo(2);
    assertThat(err.toString())
        .contains(folder + " holds no finished set (it has no manifest.json).");
  }
}
