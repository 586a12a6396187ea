package io.github.oryxcuration.mixture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.video.NumberedFrames;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that are built from the shards of sets. */
class ShardsAgainTest {
  @TempDir private Path folder;

  private Manifest build(String set, String head, String... sources) throws IOException {
    Path recipe = folder.resolve(set + ".yaml");
    Files.writeString(
        recipe, "name: again\nseed: 5\n" + head + "sources:\n" + String.join("", sources));
    return MixturePipeline.of(
            RecipeReader.create().read(recipe.toString()), folder.resolve(set).toString())
        .build(new LocalFlow(2, Progress.NONE), false);
  }

  private static String shards(String name, String set, String further) {
    return "- {name: %s, format: shards, files: %s/data/*.parquet%s}\n"
        .formatted(name, set, further);
  }

  /** In the order of the set. */
  private Map<String, Sample> samples(String set) throws IOException {
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (Manifest.Shard shard : Manifest.read(folder.resolve(set).toString()).shards()) {
      try (ShardReader reader =
          ShardReader.open(folder.resolve(set + "/data/" + shard.file()).toString())) {
        reader.forEachRemaining(sample -> samples.put(sample.id(), sample));
      }
    }
    return samples;
  }

  /** All of a sample but where it was read. */
  private static Sample itself(Sample sample) {
    return new Sample(
        sample.id(),
        "",
        sample.task(),
        sample.modality(),
        sample.conversations(),
        sample.frames(),
        sample.needle(),
        sample.marks(),
        sample.budget(),
        sample.license(),
        new Provenance(new Origin("", "", "", ""), List.of(), List.of(), 0, ""),
        sample.scores());
  }

  private void raw() throws IOException {
    Files.write(
        folder.resolve("clip.mp4"),
        NumberedFrames.clip(NumberedFrames.mp4().withKeyInterval(15), 200));
    StringBuilder patch = new StringBuilder();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      frames.add(Samples.jpeg(320, 192, i));
      patch.append(i == 0 ? "" : ",").append(frames.get(i).length);
    }
    try (var out = Files.newOutputStream(folder.resolve("patch"))) {
      for (byte[] frame : frames) {
        out.write(frame);
      }
    }
    for (int i = 0; i < 4; i++) {
      Files.write(folder.resolve(i + ".jpg"), Samples.jpeg(426 + i, 240, i));
    }
    String answer = "{\"from\":\"gpt\",\"value\":\"It.\"}";
    String asked =
        "\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat?\"}," + answer;
    Files.writeString(
        folder.resolve("rows.json"),
        "[{\"video\":\"clip.mp4\","
            + asked
            + "]},{\"image\":[\"0.jpg\",\"1.jpg\"],"
            + asked
            + ",{\"from\":\"human\",\"value\":\"<image>\\nAnd?\"},"
            + answer
            + "]},{\"image\":\"2.jpg\","
            + asked
            + "]},{\"conversations\":[{\"from\":\"human\",\"value\":\"Why?\"},"
            + answer
            + "]},{\"video_long\":{\"patch\":\"patch\",\"start_num\":0,\"size\":["
            + patch
            + "]},\"idx\":[1,3],\"type\":\"diff\",\"question\":\"<idx1> or <idx2>?\",\"answer\":\"A\"}]");
  }

  @Test
  void setOfTheShardsOfASetHasTheSameSamples() throws IOException {
    raw();
    String head = "media: {limit_side: 300}\n";
    build(
        "first",
        head,
        "- {name: o, format: oryx, files: rows.json, media_root: ., license: cc0, epochs: 2}\n");
    build("second", head, shards("s", "first", ""));
    build("third", head, shards("t", "second", ""));

    Map<String, Sample> first = samples("first");
    assertThat(first).hasSize(10).containsKeys("o/rows.json@0", "o/rows.json@0~2");
    assertThat(Objects.requireNonNull(first.get("o/rows.json@0")).frames().get(1).seconds())
        .isEqualTo(1.0);
    for (String again : List.of("second", "third")) {
      Map<String, Sample> samples = samples(again);
      assertThat(samples.keySet()).containsExactlyElementsOf(first.keySet());
      samples.forEach(
          (id, sample) ->
              assertThat(itself(sample))
                  .as(id)
                  .isEqualTo(itself(Objects.requireNonNull(first.get(id)))));
      assertThat(Manifest.read(folder.resolve(again).toString()).lost()).isZero();
    }
    samples("third")
        .forEach(
            (id, sample) -> {
              Provenance second = Objects.requireNonNull(sample.provenance().earlier());
              assertThat(second.origin().originId()).isEqualTo(id);
              assertThat(second.earlier())
                  .isEqualTo(Objects.requireNonNull(first.get(id)).provenance());
            });
  }

  @Test
  void selectionIsTheSameWhereSeedAndCountAre() throws IOException {
    raw();
    String raw = "- {name: o, format: oryx, files: rows.json, media_root: .";
    build("all", "", raw + "}\n");
    build("some", "", raw + ", take: 3}\n");
    build("again", "", shards("s", "all", ", take: 3"));

    assertThat(samples("again").keySet())
        .hasSize(3)
        .containsExactlyElementsOf(samples("some").keySet());
  }

  private static Frame frame(int number, int width, int height, double seconds) {
    byte[] bytes = Samples.jpeg(width, height, number);
    return new Frame(
        EncodedPicture.of(bytes),
        "view-" + number + ".jpg",
        number * 30L,
        seconds,
        width,
        height,
        Digest.hex(bytes));
  }

  private void writeMarked() throws IOException {
    Path file = folder.resolve("marked/data/train-00000-of-00001.parquet");
    Files.createDirectories(file.getParent());
    List<Frame> frames = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      frames.add(frame(i, 640, 384, i * 1.5));
      marks.add(new Mark(1, i, 100.5, 40 + i, 2000, "chair"));
    }
    try (ShardWriter writer =
        ShardWriter.create(
            file.toString(), new ShardSpec(1 << 20, 1 << 20, ShardSpec.Compression.ZSTD))) {
      for (Modality modality : List.of(Modality.VIDEO, Modality.IMAGE)) {
        boolean video = modality == Modality.VIDEO;
        writer.write(
            new Sample(
                video ? "scene" : "view",
                "scanqa",
                "scanqa",
                modality,
                List.of(Turn.human("<image>\nWhere?"), Turn.gpt("There.")),
                video ? frames : frames.subList(4, 5),
                null,
                video ? marks : List.of(new Mark(7, 0, 320, 192, 400, "")),
                new Budget(1, 1, 1, 1, 1, 1, true, 1.25, false),
                "scannet",
                new Provenance(new Origin("f", "d", "3", "o"), List.of(), List.of("x"), 9, "0"),
                Map.of("oryx.votes", 0.75, "nan", Double.NaN)));
      }
      writer.commit();
    }
  }

  @Test
  void marksScoresAndTimesStay() throws IOException {
    writeMarked();
    Sample scene;
    try (ShardReader reader =
        ShardReader.open(folder.resolve("marked/data/train-00000-of-00001.parquet").toString())) {
      scene = reader.next();
    }
    build("set", "", shards("s", "marked", ""));

    Sample again = Objects.requireNonNull(samples("set").get("scene"));
    assertThat(again.frames()).isEqualTo(scene.frames());
    assertThat(again.marks()).isEqualTo(scene.marks());
    assertThat(again.scores()).isEqualTo(scene.scores());
    assertThat(again.license()).isEqualTo("scannet");
    assertThat(again.provenance().earlier()).isEqualTo(scene.provenance());
    assertThat(again.source()).isEqualTo("s");
  }

  @Test
  void marksFollowFramesThatAreThinnedAndPicturesThatAreScaled() throws IOException {
    writeMarked();
    build("set", "trainer: {max_frames: 2}\nmedia: {limit_side: 248}\n", shards("s", "marked", ""));

    Sample scene = Objects.requireNonNull(samples("set").get("scene"));
    assertThat(scene.frames()).extracting(Frame::index).containsExactly(0L, 120L);
    assertThat(scene.frames()).extracting(Frame::seconds).containsExactly(0.0, 6.0);
    assertThat(scene.frames()).extracting(Frame::path).containsExactly("view-0.jpg", "view-4.jpg");
    assertThat(scene.marks())
        .containsExactly(
            new Mark(1, 0, 100.5, 40, 2000, "chair"), new Mark(1, 1, 100.5, 44, 2000, "chair"));

    Sample view = Objects.requireNonNull(samples("set").get("view"));
    int width = view.frames().get(0).width();
    int height = view.frames().get(0).height();
    assertThat(width * height).isLessThanOrEqualTo(248 * 248);
    assertThat(view.marks())
        .containsExactly(
            new Mark(
                7,
                0,
                320 * (width / 640.0),
                192 * (height / 384.0),
                400 * (width / 640.0) * (height / 384.0),
                ""));
  }

  @Test
  void setsThatShareSamplesAreRefusedUnlessOneGetsNewIds() throws IOException {
    writeMarked();
    assertThatThrownBy(
            () -> build("twice", "", shards("a", "marked", ""), shards("b", "marked", "")))
        .isInstanceOf(RecipeException.class)
        .hasMessageMatching(
            "sources a and b: two rows have the id '(scene|view)'\\. Samples of earlier sets keep"
                + " their ids; give one of the sources options: \\{ids: renew}, or leave out the"
                + " shards that hold it twice");

    build("both", "", shards("a", "marked", ""), shards("b", "marked", ", options: {ids: renew}"));
    assertThat(samples("both"))
        .containsOnlyKeys(
            "scene",
            "view",
            "b/train-00000-of-00001.parquet@0",
            "b/train-00000-of-00001.parquet@1");
  }

  @Test
  void needleStaysWhatItWas() throws IOException {
    raw();
    build("first", "", "- {name: o, format: oryx, files: rows.json, media_root: .}\n");
    build("second", "", shards("s", "first", ""));

    Sample needle = Objects.requireNonNull(samples("second").get("o/rows.json@4"));
    assertThat(needle.needle())
        .isEqualTo(new Needle(List.of(1, 3), "<idx1> or <idx2>?", "A", "diff"));
    assertThat(needle.frames()).extracting(Frame::index).containsExactly(0L, 1L, 2L, 3L, 4L);
  }
}
