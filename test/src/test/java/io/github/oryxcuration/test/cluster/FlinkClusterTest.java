package io.github.oryxcuration.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@Timeout(600)
class FlinkClusterTest {
  private static final int LINES = 20;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @BeforeEach
  void writeInput() throws IOException {
    Files.writeString(folder.resolve("in.txt"), lines("line %d%n"));
  }

  private static String lines(String format) {
    return IntStream.range(0, LINES).mapToObj(format::formatted).collect(Collectors.joining());
  }

  private ChildJvm copyLines(List<String> runner) {
    List<String> arguments = new ArrayList<>(runner);
    arguments.add("--folder=" + folder);
    return ChildJvm.of(CopyLines.class.getName(), arguments.toArray(String[]::new))
        .withFlags(ChildJvm.OPENS);
  }

  @Test
  void pipelineRunsOnBothTaskManagers() throws IOException {
    try (FlinkCluster cluster = FlinkCluster.start(2, 1)) {
      copyLines(cluster.runnerArguments()).run(cluster.folder().resolve("client.log"), LIMIT);

      assertThat(cluster.lastJobState()).isEqualTo("FINISHED");
    }
    assertThat(folder.resolve("out.txt")).hasContent(lines("LINE %d%n"));
    assertThat(Files.readAllLines(folder.resolve("processes.txt"))).hasSize(2);
  }

  @Test
  void pipelineGoesOnWhenATaskManagerIsKilledAndReplaced() throws IOException {
    Path gate = Files.createFile(folder.resolve("gate"));
    try (FlinkCluster cluster = FlinkCluster.start(2, 1);
        ChildJvm.Running client =
            copyLines(cluster.runnerArguments()).start(cluster.folder().resolve("client.log"))) {
      awaitBegun(2, client);
      cluster.killTaskManager(0);
      cluster.startTaskManager();
      Files.delete(gate);

      assertThat(client.waitFor(LIMIT)).as("%s", client.tail()).isZero();
      assertThat(cluster.lastJobState()).isEqualTo("FINISHED");
      assertThat(cluster.liveTaskManagers()).isEqualTo(2);
    }
    assertThat(folder.resolve("out.txt")).hasContent(lines("LINE %d%n"));
  }

  @Test
  void embeddedFlinkRunsThePipelineAndTheJvmEnds() throws IOException {
    copyLines(List.of("--runner=FlinkRunner", "--flinkMaster=[local]", "--parallelism=2"))
        .run(Path.of("target", "flink", "embedded.log"), LIMIT);

    assertThat(folder.resolve("out.txt")).hasContent(lines("LINE %d%n"));
  }

  private void awaitBegun(int wanted, ChildJvm.Running client) throws IOException {
    Path began = folder.resolve("began");
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (count(began) < wanted) {
      assertThat(client.endsWithin(Duration.ofMillis(100))).as("%s", client.tail()).isFalse();
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static long count(Path began) throws IOException {
    if (!Files.exists(began)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(began)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".tmp-")).count();
    }
  }
}
