package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.mixture.consistency.Binomial;
import io.github.oryxcuration.mixture.consistency.StopRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions of which every fifth has a wrong answer, through score and filter by a server. */
public final class PlantedExperiment {
  private static final int VOTES = 8;
  private static final double SHARE = 0.625;
  private static final double GOOD = 0.8;
  private static final String KEEP = "majority_match = 1 and share >= 0.625";

  private final Path folder;
  private final int samples;
  private final Path set;

  /** Builds the set below a folder. */
  public PlantedExperiment(Path folder, int samples) throws IOException {
    this.folder = folder;
    this.samples = samples;
    this.set = folder.resolve("set");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      rows.add(
          Map.of(
              "id",
              "q" + i,
              "conversations",
              List.of(
                  Map.of("from", "human", "value", "What is " + i + "?"),
                  Map.of("from", "gpt", "value", (i % 5 == 0 ? "w" : "t") + i))));
    }
    Files.writeString(folder.resolve("rows.json"), Json.write(rows));
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            name: planted
            seed: 7
            shards: {bytes: 300KB}
            sources:
              - {name: q, format: llava, files: rows.json}
            """);
    run("build", recipe, "--out", set, "--quiet");
  }

  private static String run(Object... command) {
    Shell shell = Shell.run(command);
    assertThat(shell.exit()).as(shell.err()).isZero();
    return shell.out();
  }

  /** Which samples the filter keeps, and how many answers were drawn. */
  private record Kept(Set<String> ids, int drawn) {}

  private Kept keep(String name, ScriptedServer server, String... further) throws IOException {
    int before = server.drawn();
    List<Object> score = new ArrayList<>();
    score.addAll(List.of("score", set, "--model", server.url(), "--out", folder.resolve(name)));
    score.addAll(List.of("--quiet", "--answer-tokens=16", "--concurrency=4"));
    score.addAll(List.of(further));
    run(score.toArray());
    Path out = folder.resolve(name + "-kept");
    run("filter", folder.resolve(name), "--where", KEEP, "--out", out, "--quiet");
    return new Kept(new BuiltSet(out).samples().keySet(), server.drawn() - before);
  }

  /**
   * What a filter did.
   *
   * @param expectedPrecision as follows from the server's noise
   * @param precisions the 95 % interval of what was found
   */
  public record Filtered(
      double precision,
      double expectedPrecision,
      Binomial.Interval precisions,
      double recall,
      double expectedRecall,
      Binomial.Interval recalls) {}

  /** All votes, a server whose wrong answers to a question are all the same. */
  public Filtered filter(double accuracy) throws IOException {
    try (ScriptedServer server = new ScriptedServer(accuracy, true)) {
      Kept kept = keep("alike-" + accuracy, server);
      assertThat(kept.drawn).isEqualTo(VOTES * samples);
      int good = 0;
      for (JsonNode row : rowsOf(kept)) {
        good += row.asText().startsWith("t") ? 1 : 0;
      }
      int all = kept.ids.size();
      int allGood = samples - (samples + 4) / 5;
      double recall = Binomial.atLeast(5, VOTES, accuracy);
      double falseKept = Binomial.atLeast(5, VOTES, 1 - accuracy);
      return new Filtered(
          (double) good / all,
          GOOD * recall / (GOOD * recall + (1 - GOOD) * falseKept),
          Binomial.interval(good, all, 0.95),
          (double) good / allGood,
          recall,
          Binomial.interval(good, allGood, 0.95));
    }
  }

  /** The answers of what was kept, as the rows have them. */
  private List<JsonNode> rowsOf(Kept kept) throws IOException {
    JsonNode rows = Json.mapper().readTree(folder.resolve("rows.json").toFile());
    List<JsonNode> answers = new ArrayList<>();
    for (String id : kept.ids) {
      int at = Integer.parseInt(id.substring(id.lastIndexOf('@') + 1));
      answers.add(rows.at("/" + at + "/conversations/1/value"));
    }
    return answers;
  }

  /**
   * What stopping early did.
   *
   * @param saved of the votes, in percent
   * @param expected likewise, exactly
   * @param changed decisions of the filter that are not those of all votes
   */
  public record Stopped(double saved, double expected, int changed) {}

  /** "Keep 5 of 8", stopped as soon as that is decided; no two wrong answers agree. */
  public Stopped stop(double accuracy) throws IOException {
    try (ScriptedServer server = new ScriptedServer(accuracy, false)) {
      Kept all = keep("all-" + accuracy, server);
      Kept stopped = keep("stopped-" + accuracy, server, "--stop-at-share=" + SHARE);
      Set<String> changed = new java.util.TreeSet<>(all.ids);
      changed.removeAll(stopped.ids);
      int both = all.ids.size() - changed.size();
      double expected = StopRule.of(VOTES, SHARE).expectedVotes(accuracy);
      return new Stopped(
          100 * (1 - (double) stopped.drawn / all.drawn),
          100 * (1 - expected / VOTES),
          changed.size() + stopped.ids.size() - both);
    }
  }
}
