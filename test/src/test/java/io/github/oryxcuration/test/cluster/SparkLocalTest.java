package io.github.oryxcuration.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class SparkLocalTest {
  @TempDir private Path folder;

  @Test
  void pipelineRunsInTwoThreadsOfSparkAndTheJvmEnds() throws IOException {
    Files.writeString(folder.resolve("in.txt"), "one\ntwo\nthree\n");

    ChildJvm.of(
            CopyLines.class.getName(),
            "--runner=SparkRunner",
            "--sparkMaster=local[2]",
            "--folder=" + folder)
        .withFlags(ChildJvm.OPENS)
        .withEnvironment("SPARK_LOCAL_IP", "127.0.0.1")
        .run(Path.of("target", "spark", "local.log"), Duration.ofMinutes(3));

    assertThat(folder.resolve("out.txt")).hasContent("ONE\nTWO\nTHREE\n");
  }
}
