package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores by the model in the JVM: the same wherever they are computed, and none twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private static Path folder;
  private ScoredDemo demo;
  private Map<String, String> expected = Map.of();

  @BeforeAll
  void scoreOnOneThread() throws IOException {
    demo = ScoredDemo.make(folder);
    expected = score("one", "--parallelism=1");
    assertThat(expected).hasSizeGreaterThanOrEqualTo(5);
  }

  private Map<String, String> score(String name, String... how) throws IOException {
    Path out = folder.resolve(name);
    Shell shell = Shell.run(demo.command(out, how).toArray());
    assertThat(shell.exit()).as(shell.err()).isLessThan(2);
    return ScoredDemo.scores(out);
  }

  @ParameterizedTest
  @CsvSource({"2, local", "4, local", "2, direct"})
  void sameScoresAtAnyParallelismAndOnBeamsDirectRunner(int parallelism, String runner)
      throws IOException {
    assertThat(score(runner + parallelism, "--runner=" + runner, "--parallelism=" + parallelism))
        .isEqualTo(expected);
  }

  @Test
  void anotherSeedDrawsOtherAnswers() throws IOException {
    assertThat(score("seed", "--seed=1")).isNotEqualTo(expected);
  }

  @Test
  void samplesOfAllKindsAreScoredAndAFilterTakesTheirScores() throws IOException {
    List<Sample> samples = samples(folder.resolve("one"));
    assertThat(samples).hasSize(51);
    assertThat(samples).anySatisfy(s -> assertThat(s.scores()).containsKey("share"));
    assertThat(samples).anySatisfy(s -> assertThat(s.scores()).containsKey("rouge_l_pairwise"));
    assertThat(samples)
        .anySatisfy(s -> assertThat(s.scores()).containsKeys("perplexity", "visual_gain"));
    long wanted =
        samples.stream().filter(s -> s.scores().getOrDefault("perplexity", 0.0) > 1).count();

    Path out = folder.resolve("kept");
    Shell shell =
        Shell.run("filter", folder.resolve("one"), "--where", "perplexity > 1", "--out", out);

    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(new BuiltSet(out).samples()).hasSize((int) wanted);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("What the filter kept and lost", "<code>perplexity &lt; ");
    assertThat(Files.readString(folder.resolve("one/report.html")))
        .contains("<h3><code>perplexity</code></h3>");
  }

  @Test
  void aRecipeTakesTheSamplesThatAFilterWouldTake() throws IOException {
    String where = "visual_gain > 0 and perplexity > 1";
    Path filtered = folder.resolve("filtered");
    Shell filter =
        Shell.run("filter", folder.resolve("one"), "--where", where, "--out", filtered, "--quiet");
    assertThat(filter.exit()).as(filter.err()).isZero();
    String recipe =
        """
        name: again
        sources:
          - {name: old, format: shards, files: set/data/*.parquet, options: {scores: one, where: "%s"}}
        """
            .formatted(where);
    Path file = Files.writeString(folder.resolve("again.yaml"), recipe);

    Shell built = Shell.run("build", file, "--out", folder.resolve("again"), "--quiet");

    assertThat(built.exit()).as(built.err()).isZero(); // what a condition leaves out is no loss
    Map<String, Map<String, Double>> taken = scores(new BuiltSet(folder.resolve("again")));
    assertThat(taken).isNotEmpty().isEqualTo(scores(new BuiltSet(filtered)));
    Files.writeString(file, recipe.replace("visual_gain", "visual_gian"));
    Shell refused = Shell.run("build", file, "--out", folder.resolve("never"), "--quiet");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("No sample has a score or column visual_gian. Scores: ")
        .contains("visual_gain");
    assertThat(folder.resolve("never/data")).doesNotExist();
  }

  private static Map<String, Map<String, Double>> scores(BuiltSet set) throws IOException {
    Map<String, Map<String, Double>> scores = new TreeMap<>();
    set.samples().forEach((id, sample) -> scores.put(id, sample.scores()));
    return scores;
  }

  private static List<Sample> samples(Path scores) throws IOException {
    ScoredSet set = ScoredSet.open(scores.toAbsolutePath().toString());
    List<Sample> samples = new ArrayList<>();
    for (Manifest.Shard shard : set.manifest().shards()) {
      try (JoinedRows rows = JoinedRows.open(set, shard.file())) {
        rows.forEachRemaining(samples::add);
      }
    }
    return samples;
  }

  @Test
  void afterAKillNoFinishedBatchIsRunAgain() throws IOException {
    Path killed = folder.resolve("killed");
    ChildJvm run = ChildJvm.of(Main.class.getName(), demo.command(killed).toArray(String[]::new));
    Path log = folder.resolve("killed.log");
    try (ChildJvm.Running running = run.start(log)) {
      while (ScoredDemo.batches(killed).isEmpty() && !running.endsWithin(Duration.ofMillis(2))) {
        assertThat(running.isAlive()).as("%s", running.tail()).isTrue();
      }
      running.kill();
    }
    List<Path> finished = ScoredDemo.batches(killed);
    assertThat(finished).isNotEmpty();
    Path marked = folder.resolve("marked");
    FileTree.copy(killed, marked);

    Shell again = Shell.run(demo.command(killed).toArray());
    assertThat(again.exit()).as(again.err()).isLessThan(2);
    assertThat(ScoredDemo.scores(killed)).isEqualTo(expected);

    // What a finished batch says is believed, not computed again: here it says something else.
    int rows = 0;
    for (Path batch : ScoredDemo.batches(marked)) {
      String text = Files.readString(batch);
      rows += text.split("\"perplexity\":", -1).length - 1;
      Files.writeString(batch, text.replaceAll("\"perplexity\":[^,}]+", "\"perplexity\":-1"));
    }
    Shell believed = Shell.run(demo.command(marked).toArray());
    assertThat(believed.exit()).as(believed.err()).isLessThan(2);
    assertThat(rows).isPositive();
    assertThat(
            samples(marked).stream().filter(s -> s.scores().getOrDefault("perplexity", 0.0) == -1))
        .hasSize(rows);
  }

  @Test
  void anotherProcessComputesTheSameScores() throws IOException {
    Path other = folder.resolve("other");
    ChildJvm run = ChildJvm.of(Main.class.getName(), demo.command(other).toArray(String[]::new));
    try (ChildJvm.Running running = run.start(folder.resolve("other.log"))) {
      assertThat(running.waitFor(LIMIT)).as("%s", running.tail()).isLessThan(2);
    }
    assertThat(ScoredDemo.scores(other)).isEqualTo(expected);
  }
}
