package io.github.oryxcuration.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.test.endtoend.BuiltSet;
import io.github.oryxcuration.test.endtoend.SharedRecipe;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real build on Flink: the shards are those of the plain local run, byte for byte. */
@Tag("cluster")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkBuildTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private static Path folder;
  private Map<String, String> expected = Map.of();

  @BeforeAll
  void buildLocally() throws IOException {
    SharedRecipe.write(folder, false, "shards: {bytes: 2MB}", "total: 60");
    expected = build("local", List.of());
    assertThat(expected).hasSizeGreaterThan(4);
    assertThat(new BuiltSet(folder.resolve("local")).samples().values())
        .as("marks are compared as well")
        .anyMatch(sample -> !sample.marks().isEmpty());
  }

  private Map<String, String> build(String name, List<String> runner) throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve(name));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "build",
            folder.resolve("recipe.yaml").toString(),
            "--out",
            built.folder().toString(),
            "--stacktrace"));
    arguments.addAll(runner);
    ChildJvm.of(Main.class.getName(), arguments.toArray(String[]::new))
        .withFlags(ChildJvm.OPENS)
        .run(Path.of("target", "flink", "build-" + name + ".log"), LIMIT);
    return built.shards();
  }

  @Test
  void onAClusterOfProcesses() throws IOException {
    try (FlinkCluster cluster = FlinkCluster.start(2, 1)) {
      assertThat(build("cluster", cluster.runnerArguments())).isEqualTo(expected);
    }
  }

  @Test
  void onEmbeddedFlink() throws IOException {
    assertThat(
            build(
                "embedded", List.of("--runner=flink", "--flinkMaster=[local]", "--parallelism=2")))
        .isEqualTo(expected);
  }
}
