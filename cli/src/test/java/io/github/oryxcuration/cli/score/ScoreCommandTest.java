package io.github.oryxcuration.cli.score;

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

class ScoreCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[args.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = args[i].toString();
    }
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path set() throws IOException {
    Files.writeString(
        folder.resolve("rows.json"),
        """
        [{"id":"a","conversations":[{"from":"human","value":"Why?"},{"from":"gpt","value":"So."}]}]
        """);
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            name: small
            sources:
            - {name: s, format: llava, files: rows.json}
            """);
    Path set = folder.resolve("set");
    assertThat(run("build", recipe, "--out", set, "--quiet")).as(err.toString()).isZero();
    return set;
  }

  @Test
  void aModelsFolderScoresASetAndTheReportShowsThresholds() throws IOException {
    Path set = set();
    Path model = folder.resolve("model");
    assertThat(run("model", "make-tiny", model)).isZero();
    Path scores = folder.resolve("scores");

    assertThat(
            run(
                "score",
                set,
                "--model",
                model,
                "--out",
                scores,
                "--answers=2",
                "--answer-tokens=4",
                "--devices=cpu",
                "--json",
                "--quiet"))
        .as(err.toString())
        .isZero();

    JsonNode json = Json.read(out.toString(), JsonNode.class);
    assertThat(json.at("/sources/s/scored").asInt()).isEqualTo(1);
    assertThat(json.path("out").asText()).isEqualTo(scores.toString());
    assertThat(Files.readString(scores.resolve("report.html")))
        .contains(
            "<p class=\"kind\">Scores of a training set</p>",
            "<h3>The same for every sample that has it</h3>", // of one sample nothing else can be
            "<code>share</code></th>",
            "<code>perplexity</code></th>");
    Files.delete(scores.resolve("report.html"));
    assertThat(run("report", scores, "--quiet")).as(err.toString()).isZero();
    assertThat(scores.resolve("report.html")).isNotEmptyFile();
    assertThat(run("filter", scores, "--where", "share > 0", "--dry-run")).isZero();
    assertThat(out.toString()).contains("1 of 1 samples hold: share > 0");
  }

  @Test
  void whatCannotBeScoredIsAUsageErrorThatSaysWhy() throws IOException {
    Path scores = folder.resolve("scores");
    assertThat(run("score", folder.resolve("none"), "--model", "http://h/v1", "--out", scores))
        .isEqualTo(2);
    assertThat(err.toString()).contains("holds no finished set: manifest.json is missing");

    Path set = set();
    assertThat(run("score", set, "--model", folder.resolve("no-model"), "--out", scores))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no-model: there is no such folder");
    assertThat(run("score", set, "--model", "http://h/v1", "--out", scores, "--stop-at-share", "2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("the share to stop at must be within 0 and 1, but was 2.0");
    assertThat(run("score", set, "--model", "http://h/v1", "--out", set)).isEqualTo(2);
    assertThat(err.toString()).contains("holds files that no scoring made");
    assertThat(scores).doesNotExist();
  }
}
