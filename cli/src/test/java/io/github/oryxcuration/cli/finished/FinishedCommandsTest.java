package io.github.oryxcuration.cli.finished;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedCommandsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** A build of one text row, and one row without an answer. */
  private String built() throws IOException {
    Files.writeString(
        folder.resolve("rows.json"),
        """
        [{"id":"good","conversations":[{"from":"human","value":"Why?"},{"from":"gpt","value":"So."}]},
         {"id":"bad","conversations":[]}]
        """);
    Files.writeString(
        folder.resolve("recipe.yaml"),
        """
        name: small
        allowed_loss: 1
        sources:
        - {name: s, format: llava, files: rows.json}
        """);
    String set = folder.resolve("set").toString();
    int code = run("build", folder.resolve("recipe.yaml").toString(), "--out", set, "--quiet");
    assertThat(code).as(err.toString()).isZero();
    return set;
  }

  @Test
  void aBuiltSetIsReportedValidatedAndExplained() throws IOException {
    String set = built();
    Files.delete(Path.of(set, "report.html"));

    assertThat(run("report", set, "--quiet")).isZero();
    assertThat(out.toString()).isEqualTo("Open %s/report.html%n".formatted(set));
    assertThat(Path.of(set, "report.html")).isNotEmptyFile();

    assertThat(run("validate", set, "--quiet")).as(out.toString()).isZero();
    assertThat(out.toString()).endsWith("Sound: 1 samples with 0 pictures in 1 shards.\n");

    assertThat(run("explain", set, "good", "--recreate", "--quiet")).as(out.toString()).isZero();
    assertThat(out.toString()).contains("recreated   identical to the byte");
    assertThat(run("explain", set, "bad", "--quiet", "--json")).isZero();
    JsonNode story = Json.read(out.toString(), JsonNode.class).at("/stories/0");
    assertThat(story.at("/lost/reason").asText()).isEqualTo("EMPTY_CONVERSATION");
    assertThat(run("explain", set, "nothing", "--quiet")).isEqualTo(1);
  }

  @Test
  void whatIsWrongExitsOneAndIsJson() throws IOException {
    String set = built();
    Files.write(Path.of(set, "data/train-00000-of-00001.parquet"), new byte[100]);

    assertThat(run("validate", set, "--quiet", "--json")).isEqualTo(1);
    JsonNode result = Json.read(out.toString(), JsonNode.class);
    assertThat(result.path("sound").asBoolean(true)).isFalse();
  }

  @Test
  void aFolderWithoutASetIsAUsageError() {
    for (String command : new String[] {"report", "validate"}) {
      assertThat(run(command, folder.toString())).isEqualTo(2);
      assertThat(err.toString()).contains(folder + " holds no ");
    }
    assertThat(run("explain", folder.toString(), "x")).isEqualTo(2);
    assertThat(run("validate", folder.toString(), "--threads", "0")).isEqualTo(2);
  }
}
