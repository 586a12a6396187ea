package io.github.oryxcuration.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsTest {
  @TempDir static Path folder;
  private static Path model;
  private static Path picture;
  private static Path video;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void make() throws IOException {
    model = folder.resolve("model");
    picture = folder.resolve("p.png");
    video = folder.resolve("v.mp4");
    StringWriter said = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(said, true),
            new PrintWriter(said, true),
            "model",
            "make-tiny",
            model.toString(),
            "--tower=beside",
            "--shards=2");
    assertThat(code).as(said.toString()).isZero();
    Files.write(picture, PngEncoder.encode(RgbImage.filled(60, 40, 1, 200, 90)));
    try (FileChannel channel =
            FileChannel.open(video, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        VideoWriter writer = VideoWriter.open(channel, ClipSpec.mp4(160, 128, 10))) {
      for (int i = 0; i < 12; i++) {
        writer.write(RgbImage.filled(160, 128, 20 * i, 0, 255 - 20 * i));
      }
      writer.finish();
    }
  }

  private int run(Object... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("model"));
    for (Object arg : args) {
      words.add(arg.toString());
    }
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  @Test
  void makingAModelWhereOneIsIsRefused() {
    assertThat(run("make-tiny", model)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "oryx-curate: %s is there already; choose a folder without a model%n"
                .formatted(model.resolve("config.json")));
  }

  @Test
  void infoTellsArchitectureMemoryAndIdentity() {
    assertThat(run("info", model, "--devices=cpu")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "architecture: OryxQwenForCausalLM",
            "vision tower: 2 blocks, width 48",
            "  decoder layers: 24 F32 tensors",
            "memory for an answer about the largest picture",
            "missing: nothing");

    assertThat(run("info", model, "--devices=cpu", "--json")).isZero();
    JsonNode json = Json.read(out.toString(), JsonNode.class);
    assertThat(json.path("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(json.path("files")).hasSize(3);
  }

  @Test
  void infoOfAFolderThatIsNoModelSaysWhatIsMissing() {
    assertThat(run("info", folder)).isEqualTo(1);
    assertThat(out.toString()).contains("missing", "holds no weights");
  }

  @Test
  void answerGoesToStdoutAndNumbersToStderr() {
    int code =
        run(
            "ask",
            "--model=" + model,
            "--devices=cpu",
            "--image=" + picture,
            "--image=" + picture,
            "--max-tokens=6",
            "--temperature=1",
            "What differs?");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).endsWith("\n");
    assertThat(err.toString())
        .contains(" on cpu (layers 0 to 1, ", "prompt tokens", "first token after", "tokens/s");
  }

  @Test
  void severalAnswersOverAVideoAreJsonForMachines() {
    int code =
        run(
            "ask",
            "--model=" + model,
            "--devices=cpu",
            "--dtype=fp32",
            "--video=" + video,
            "--frames=4",
            "--answers=3",
            "--max-tokens=5",
            "--temperature=1",
            "--seed=9",
            "--json",
            "What happens?");

    assertThat(code).as(err.toString()).isZero();
    JsonNode json = Json.read(out.toString(), JsonNode.class);
    assertThat(json.path("answers")).hasSize(3);
    assertThat(json.at("/answers/0/reason").asText()).isIn("LENGTH", "END_TOKEN");
    assertThat(json.at("/model/type").asText()).isEqualTo("F32");
    assertThat(json.at("/model/weights").asText()).matches("[0-9a-f]{64}");
    assertThat(json.path("prompt_tokens").asInt()).isGreaterThan(20);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void longVideoIsAnswered() {
    assertThat(
            run(
                "ask",
                "--model=" + model,
                "--devices=cpu",
                "--video=" + video,
                "--long",
                "--max-tokens=2",
                "--quiet",
                "What happened?"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongUseIsOneLine() {
    String given = "--model=" + model;
    assertThat(run("ask", given, "--long", "Hi")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("oryx-curate: --long is for a --video%n".formatted());
    assertThat(run("ask", given, "--frames=4", "Hi")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("oryx-curate: --frames is for a --video%n".formatted());
    assertThat(run("ask", given, "--image=" + video, "Hi")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("oryx-curate: MEDIA_UNREADABLE: " + video + ": not a picture that can be read");
    assertThat(run("bench", given, "--devices=cpu", "--prompt=40000")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "oryx-curate: --prompt must be at most 32752, which the model has positions for, but"
                + " was 40000%n".formatted());
    assertThat(run("ask", given, "--image=a", "--video=b", "Hi")).isEqualTo(2);
    assertThat(err.toString()).contains("give pictures or a video, not both");
    assertThat(run("ask", given, "--top-p=2", "Hi")).isEqualTo(2);
    assertThat(err.toString()).contains("topP must be above 0 and at most 1, but was 2.0");
    assertThat(run("ask", given, "--dtype=int8", "Hi")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--dtype must be auto, fp32, bf16 or fp16, but was \"int8\"");
    assertThat(run("ask", given, "--devices=gpu", "Hi")).isEqualTo(2);
    assertThat(err.toString()).contains("devices must be auto, cpu, or numbers of GPUs");
    assertThat(run("ask", "--model=" + folder, "--devices=cpu", "Hi")).isEqualTo(2);
    assertThat(err.toString()).contains("holds no weights");
    assertThat(run("ask", given, "--devices=cpu", "--image=" + folder.resolve("none"), "Hi"))
        .isEqualTo(2);
    assertThat(run("bench", given, "--runs=0")).isEqualTo(2);
  }

  @Test
  void benchTellsEveryPartAndItsShare() {
    int code =
        run(
            "bench",
            "--model=" + model,
            "--devices=cpu",
            "--dtype=fp32",
            "--sides=64",
            "--prompt=32",
            "--rows=1,2",
            "--runs=1",
            "--json");

    assertThat(code).as(err.toString()).isZero();
    JsonNode json = Json.read(out.toString(), JsonNode.class);
    assertThat(json.path("flops_per_second").asDouble()).isPositive();
    assertThat(json.path("bytes_per_second").asDouble()).isPositive();
    assertThat(json.path("measured").findValuesAsText("what"))
        .containsExactly(
            "vision tower, 64x64", "prefill of 32", "decoding 1 over 32", "decoding 2 over 32");
    assertThat(json.path("measured"))
        .allMatch(line -> line.path("matrixShare").asDouble() > 0)
        .allMatch(line -> line.path("memoryShare").asDouble() > 0);
  }
}
