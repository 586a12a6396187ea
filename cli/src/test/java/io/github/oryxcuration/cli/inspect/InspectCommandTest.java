package io.github.oryxcuration.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.shard.RowsWriter;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private JsonNode inspect(Path file, String... more) {
    String[] args =
        java.util.Arrays.copyOf(new String[] {"inspect", "--json", ""}, 3 + more.length);
    args[2] = file.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    assertThat(run(args)).as(err.toString()).isZero();
    return Json.read(out.toString(), JsonNode.class);
  }

  @Test
  void pictureIsToldWithWhatTheTrainerMakesOfIt() throws IOException {
    Path file = folder.resolve("no-extension");
    Files.write(file, PngEncoder.encode(RgbImage.filled(640, 480, 1, 2, 3)));

    JsonNode facts = inspect(file);
    assertThat(facts.get("kind").asText()).isEqualTo("picture");
    assertThat(facts.get("format").asText()).isEqualTo("png");
    assertThat(facts.get("size").asText()).isEqualTo("640x480");
    assertThat(facts.get("decodes").asText()).isEqualTo("yes");
    assertThat(facts.at("/trainer/high resolution").asText()).isEqualTo("640x480");
    assertThat(facts.at("/trainer/low resolution").asText()).isEqualTo("416x320");
    assertThat(facts.at("/trainer/of").asInt()).isEqualTo(16384);
    assertThat(inspect(file, "--stage=sft").at("/trainer/of").asInt()).isEqualTo(8192);
  }

  @Test
  void pictureThatBreaksOffSaysSo() throws IOException {
    byte[] whole = PngEncoder.encode(new RgbImage(64, 64, noise()));
    Path file = folder.resolve("half.png");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThat(inspect(file).get("decodes").asText()).startsWith("no: MEDIA_TRUNCATED: ");
  }

  private static byte[] noise() {
    byte[] rgb = new byte[64 * 64 * 3];
    new java.util.Random(1).nextBytes(rgb);
    return rgb;
  }

  @Test
  void videoIsToldWithTheFramesThatAreKept() throws IOException {
    Path file = folder.resolve("clip.mp4");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        VideoWriter writer = VideoWriter.open(channel, ClipSpec.mp4(320, 240, 10))) {
      for (int i = 0; i < 25; i++) {
        writer.write(RgbImage.filled(320, 240, i, i, i));
      }
      writer.finish();
    }

    JsonNode facts = inspect(file);
    assertThat(facts.get("kind").asText()).isEqualTo("video");
    assertThat(facts.get("codec").asText()).isEqualTo("h264");
    assertThat(facts.get("frames").asInt()).isEqualTo(25);
    assertThat(facts.get("frames kept").asText()).isEqualTo("3: [0, 10, 20]");
    assertThat(facts.at("/trainer/resized").asText()).isEqualTo("320x192");
  }

  @Test
  void annotationsAreReadByTheFormatsThatFit() throws IOException {
    Path json = folder.resolve("a.json");
    Files.writeString(
        json,
        """
        [{"id": "1", "image": "x.jpg", "conversations":
          [{"from": "human", "value": "<image>\\nWhat?"}, {"from": "gpt", "value": "That"}]},
         {"id": "2", "image": "y.jpg", "conversations": []}]
        """);

    JsonNode facts = inspect(json, "--media-root=/media");
    assertThat(facts.get("kind").asText()).isEqualTo("annotations");
    assertThat(facts.get("read by").get(0).asText()).isEqualTo("llava: 1 of the first 2 rows");
    JsonNode rows = facts.get("first rows by llava");
    assertThat(rows.get(0).get("media").get(0).asText()).isEqualTo("/media/x.jpg");
    assertThat(rows.get(1).get("lost").asText()).startsWith("EMPTY_CONVERSATION: ");
    assertThat(inspect(json, "--format=cambrian").has("first rows by cambrian")).isTrue();
    assertThat(run("inspect", "--format=nothing", json.toString())).isEqualTo(2);
  }

  @Test
  void parquetIsToldByItsFooterAndFirstRows() throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (RowsWriter writer =
        new RowsWriter(
            file.toString(),
            List.of(RowsWriter.Column.text("id"), RowsWriter.Column.number("n")))) {
      for (long i = 0; i < 5; i++) {
        writer.write("row" + i, i);
      }
      writer.commit();
    }

    JsonNode facts = inspect(file, "--rows=2");
    assertThat(facts.get("rows").asInt()).isEqualTo(5);
    assertThat(facts.get("row groups").asInt()).isEqualTo(1);
    assertThat(facts.get("schema").asText()).contains("binary id", "int64 n");
    assertThat(facts.get("first rows")).hasSize(2);
    assertThat(facts.at("/first rows/1/id").asText()).isEqualTo("row1");
  }

  @Test
  void recipeIsToldInItsCanonicalFormAndAWrongOneByItsProblems() throws IOException {
    Path recipe = folder.resolve("r.yaml");
    Files.writeString(recipe, "name: x\nsources: [{name: p, format: ocr, options: {count: 2}}]\n");
    assertThat(inspect(recipe).at("/recipe/sources/0/format").asText()).isEqualTo("ocr");

    Files.writeString(recipe, "name: x\nsauces: []\n");
    assertThat(run("inspect", recipe.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("r.yaml:2:1: unknown key \"sauces\"", "did you mean");
  }

  @Test
  void whatIsNothingOfAllThisIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("x.bin"), "nothing");

    assertThat(run("inspect", file.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("oryx-curate: MEDIA_UNREADABLE: ").hasLineCount(1);
    assertThat(run("inspect", folder.resolve("gone").toString())).isEqualTo(2);
  }

  @Test
  void factsAreTextForPeople() throws IOException {
    Path file = folder.resolve("p.png");
    Files.write(file, PngEncoder.encode(RgbImage.filled(33, 44, 1, 2, 3)));

    assertThat(run("inspect", file.toString())).isZero();
    assertThat(out.toString().lines())
        .contains(
            "kind         picture", "size         33x44", "trainer", "  of               16384")
        .noneMatch(String::isBlank);
  }
}
