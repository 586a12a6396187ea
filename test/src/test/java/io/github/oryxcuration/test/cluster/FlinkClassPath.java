package io.github.oryxcuration.test.cluster;

import io.github.oryxcuration.test.process.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the tests' class path as an installation does: what lies in Flink's {@code lib} folder,
 * and what a job brings along.
 *
 * @param cluster Flink, what it needs, and DJL: its native libraries can be loaded by one class
 *     loader of a JVM only, and Flink makes a new one whenever a job restarts (FFmpeg's, zstd's and
 *     snappy's libraries do not mind)
 * @param job everything else that the product and Beam need
 */
record FlinkClassPath(List<String> cluster, List<String> job) {
  private static final List<String> FLINK =
      List.of(
          "flink-",
          "async-profiler-",
          "chill-java-",
          "commons-cli-",
          "commons-collections-",
          "commons-compress-",
          "commons-io-",
          "commons-lang3-",
          "commons-math3-",
          "commons-text-",
          "javassist-",
          "jsr305-",
          "kryo-",
          "lz4-java-",
          "minlog-",
          "objenesis-",
          "slf4j-",
          "snakeyaml-engine-",
          "snappy-java-");
  private static final List<String> DJL =
      List.of("api-0", "gson-", "jna-", "pytorch-", "tokenizers-");
  private static final List<String> ONLY_FOR_TESTS =
      List.of(
          "archunit",
          "arrow-",
          "assertj-",
          "byte-buddy-agent",
          "duckdb_jdbc",
          "flatbuffers-",
          "junit-",
          "apiguardian-",
          "opentest4j-",
          "surefire-",
          "common-java5",
          "common-junit");

  /** What a job must not load a second time, even if it brings it. */
  static final String PARENT_FIRST = "ai.djl.";

  FlinkClassPath {
    cluster = List.copyOf(cluster);
    job = List.copyOf(job);
  }

  static FlinkClassPath ofTests() {
    List<String> cluster = new ArrayList<>();
    List<String> job = new ArrayList<>();
    for (String entry : ChildJvm.testClassPath()) {
      String name = Path.of(entry).getFileName().toString();
      if (startsWithAny(name, FLINK) || startsWithAny(name, DJL)) {
        cluster.add(entry);
      } else if (!startsWithAny(name, ONLY_FOR_TESTS)) {
        job.add(entry);
      }
    }
    if (cluster.stream().noneMatch(entry -> entry.contains("flink-runtime-"))) {
      throw new IllegalStateException("Flink is not on the class path: run with -Pcluster");
    }
    return new FlinkClassPath(cluster, job);
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }
}
