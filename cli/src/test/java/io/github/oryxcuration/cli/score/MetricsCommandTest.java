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

class MetricsCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void answersAreScoredForPeopleAndForMachines() throws IOException {
    String answers =
        file(
            "p.jsonl",
            "{\"id\": 1, \"prediction\": \"a brown chair\"}\n{\"id\": 2, \"prediction\": \"red\"}");
    String right =
        file(
            "r.jsonl",
            "{\"id\": 1, \"reference\": \"a brown chair\"}\n{\"id\": 2, \"reference\": \"dark red\"}");

    assertThat(run("metrics", answers, right)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("EM@1         0.500000\n", "EM refined   1.000000\n", "F1           0.833333\n")
        .endsWith("2 items\n");

    out.getBuffer().setLength(0);
    assertThat(run("metrics", answers, right, "--json")).isZero();
    JsonNode json = Json.read(out.toString(), JsonNode.class);
    assertThat(json.path("em1").asDouble()).isEqualTo(0.5);
    assertThat(json.path("items").asInt()).isEqualTo(2);
  }

  @Test
  void filesThatDoNotFitAreAUsageError() throws IOException {
    String answers = file("p.jsonl", "{\"id\": 1, \"prediction\": \"a\"}");
    String right = file("r.jsonl", "{\"id\": 2, \"reference\": \"a\"}");

    assertThat(run("metrics", answers, right)).isEqualTo(2);
    assertThat(err.toString()).contains("1 of 1 ids of r.jsonl are missing in p.jsonl: '2'");
    assertThat(run("metrics", answers, folder.resolve("none.jsonl").toString())).isEqualTo(2);
    assertThat(run("metrics", answers, right, "--paraphrases", answers)).isEqualTo(2);
    assertThat(err.toString()).contains("must have three lines an entry");
  }
}
