package io.github.oryxcuration.mixture.build;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of patches that lie red and blue exchanged, as the authors of Oryx stored some. */
class BgrPatchTest {
  private static final byte[] RED = PngEncoder.encode(RgbImage.filled(320, 192, 250, 40, 10));

  @TempDir private Path folder;

  private static String talk() {
    return "\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat?\"},{\"from\":\"gpt\",\"value\":\"It.\"}]";
  }

  /** One video, one needle and one picture of one patch; the samples by modality. */
  private Map<String, Sample> build(String patch, String options) throws IOException {
    Path file = folder.resolve("media").resolve(patch);
    Files.createDirectories(file.getParent());
    byte[] twice = new byte[2 * RED.length];
    System.arraycopy(RED, 0, twice, 0, RED.length);
    System.arraycopy(RED, 0, twice, RED.length, RED.length);
    Files.write(file, twice);
    String movie =
        "{\"patch\":\"%s\",\"start_num\":0,\"size\":[%d,%2$d]}".formatted(patch, RED.length);
    String picture = "{\"patch\":\"%s\",\"start_num\":0,\"size\":%d}".formatted(patch, RED.length);
    Files.writeString(
        folder.resolve("rows.json"),
        "[{\"video\":"
            + movie
            + ","
            + talk()
            + "},"
            + "{\"video_long\":"
            + movie
            + ",\"idx\":[1],\"type\":\"caption\","
            + "\"question\":\"What is in <idx>?\",\"answer\":\"Red.\"},"
            + "{\"image\":"
            + picture
            + ","
            + talk()
            + "}]");
    Files.writeString(
        folder.resolve("recipe.yaml"),
        "name: colours\nsources:\n- {name: s, format: oryx, files: rows.json, media_root: media"
            + options
            + "}\n");
    String out = folder.resolve("out").toString();
    MixturePipeline.of(RecipeReader.create().read(folder.resolve("recipe.yaml").toString()), out)
        .build(new LocalFlow(1, Progress.NONE), false);
    Map<String, Sample> samples = new TreeMap<>();
    try (ShardReader reader = ShardReader.open(out + "/data/train-00000-of-00001.parquet")) {
      while (reader.hasNext()) {
        Sample sample = reader.next();
        samples.put(sample.modality().word(), sample);
      }
    }
    assertThat(samples).containsOnlyKeys("image", "video", "video_long");
    return samples;
  }

  private static String color(Sample sample, int frame) {
    RgbImage image = Pictures.decode(sample.frames().get(frame).picture().bytes(), 1 << 20);
    int red = image.rgb()[0] & 0xff;
    int blue = image.rgb()[2] & 0xff;
    return Math.abs(red - blue) < 100 ? "neither" : red > blue ? "red" : "blue";
  }

  @ParameterizedTest
  @CsvSource({
    "patches/p_000, '', false",
    "sharegpt4o/p_000, '', true",
    "ShareGPT4Video/new_patch/p_000, '', true",
    "ShareGPT4Video/p_000, '', false",
    "x_cinepile_y/p_000, '', true",
    "nextqa_000, '', true",
    "perceptiontest/p_000, '', true",
    "nextqa_000, ', options: {bgr: auto}', true",
    "nextqa_000, ', options: {bgr: never}', false",
    "patches/p_000, ', options: {bgr: always}', true",
  })
  void framesOfVideosGetTheirColoursBackWhereThePatchStoresThemExchanged(
      String patch, String options, boolean exchanged) throws IOException {
    Map<String, Sample> samples = build(patch, options);

    for (String modality : new String[] {"video", "video_long"}) {
      Sample video = requireNonNull(samples.get(modality));
      assertThat(video.frames()).hasSize(2);
      for (int frame = 0; frame < 2; frame++) {
        assertThat(color(video, frame)).isEqualTo(exchanged ? "blue" : "red");
        assertThat(video.frames().get(frame).path()).endsWith(exchanged ? ".jpg" : ".png");
      }
      if (exchanged) {
        assertThat(video.provenance().steps())
            .containsExactly("red-and-blue-exchanged", "encoded-jpeg-95");
      } else {
        assertThat(video.frames().get(0).picture().bytes()).isEqualTo(RED);
        assertThat(video.provenance().steps()).isEmpty();
      }
    }
    assertThat(requireNonNull(samples.get("image")).frames().get(0).picture().bytes())
        .isEqualTo(RED);
  }

  @Test
  void anotherWordIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> build("p", ", options: {bgr: maybe}"))
        .isInstanceOf(RecipeException.class)
        .hasMessage("source s: options.bgr: found \"maybe\"; allowed: auto, always, never");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
