package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A build that dies ({@code kill -9}) goes on when it is run again, and ends with the same bytes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillAndResumeIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String[] HEAD = {"shards: {bytes: 600KB}"};

  @TempDir private static Path folder;
  private Map<String, String> expected = Map.of();

  @BeforeAll
  void buildWithoutInterruption() throws IOException {
    Path recipe = SharedRecipe.write(folder, false, HEAD);
    BuiltSet built = new BuiltSet(folder.resolve("whole"));
    Shell shell = Shell.run("build", recipe, "--out", built.folder(), "--quiet");
    assertThat(shell.exit()).as(shell.err()).isZero();
    expected = built.shards();
    assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 90})
  void afterAKillAtSoManyPercent(int percent) throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve("killed-" + percent));
    ChildJvm build =
        ChildJvm.of(
            Main.class.getName(),
            "build",
            folder.resolve("recipe.yaml").toString(),
            "--out",
            built.folder().toString(),
            "--parallelism=1");
    long wanted = Math.max(1, expected.size() * percent / 100);
    Path log = folder.resolve("killed-" + percent + ".log");
    try (ChildJvm.Running running = build.start(log)) {
      while (built.finished() < wanted && !running.endsWithin(Duration.ofMillis(5))) {
        assertThat(running.isAlive()).as("%s", running.tail()).isTrue();
      }
      running.kill();
    }
    assertThat(built.shards().size()).isLessThan(expected.size() + 1);

    build.run(log, LIMIT);

    assertThat(built.shards()).isEqualTo(expected);
    assertThat(built.manifest().balances()).isTrue();
  }
}
