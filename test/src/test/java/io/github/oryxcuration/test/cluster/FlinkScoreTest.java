package io.github.oryxcuration.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.test.endtoend.ScoredDemo;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scores by the model in each worker of Flink are those of the plain local run, byte for byte. */
@Tag("cluster")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkScoreTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private static Path folder;
  private ScoredDemo demo;
  private Map<String, String> expected = Map.of();

  @BeforeAll
  void scoreLocally() throws IOException {
    demo = ScoredDemo.make(folder);
    expected = score("local", List.of());
    assertThat(expected).hasSizeGreaterThanOrEqualTo(5);
  }

  private Map<String, String> score(String name, List<String> runner) throws IOException {
    Path out = folder.resolve(name);
    List<String> command = demo.command(out, runner.toArray(String[]::new));
    ChildJvm job =
        ChildJvm.of(Main.class.getName(), command.toArray(String[]::new)).withFlags(ChildJvm.OPENS);
    Path log = Path.of("target", "flink", "score-" + name + ".log");
    try (ChildJvm.Running running = job.start(log)) {
      assertThat(running.waitFor(LIMIT)).as("%s", running.tail()).isLessThan(2);
    }
    return ScoredDemo.scores(out);
  }

  @Test
  void onAClusterOfProcesses() throws IOException {
    try (FlinkCluster cluster = FlinkCluster.start(2, 1)) {
      assertThat(score("cluster", cluster.runnerArguments())).isEqualTo(expected);
    }
  }

  @Test
  void onEmbeddedFlinkAtTwoParallelisms() throws IOException {
    for (int parallelism : new int[] {1, 3}) {
      assertThat(
              score(
                  "embedded-" + parallelism,
                  List.of(
                      "--runner=flink", "--flinkMaster=[local]", "--parallelism=" + parallelism)))
          .isEqualTo(expected);
    }
  }
}
