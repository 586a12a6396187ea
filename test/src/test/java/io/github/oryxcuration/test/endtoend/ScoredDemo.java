package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A set of several shards that the toolkit draws itself, and a model to score it: the reference's
 * golden checkpoint where it is there, else a random one.
 */
public record ScoredDemo(Path set, Path model) {
  /** Makes both below a folder. */
  public static ScoredDemo make(Path folder) throws IOException {
    Path demo = folder.resolve("demo");
    succeed("demo", "--out", demo, "--quiet");
    Path recipe = demo.resolve("input/recipe.yaml");
    Files.writeString(
        recipe,
        Files.readString(recipe)
            .replace("row_group_bytes: 1MB", "row_group_bytes: 300KB")
            .replace("bytes: 2MB", "bytes: 300KB"));
    Path set = folder.resolve("set");
    Shell built = Shell.run("build", recipe, "--out", set, "--quiet");
    assertThat(built.exit()).as(built.err()).isLessThan(2); // the demo has losses of its own
    return new ScoredDemo(set, model(folder));
  }

  private static Path model(Path folder) throws IOException {
    Path golden = Path.of(System.getProperty("shared.dir", "../shared"), "golden/dev/checkpoint");
    if (Files.exists(golden)) {
      return golden.toAbsolutePath().normalize();
    }
    Path made = folder.resolve("model");
    TinyCheckpoint.write(made, TinySpec.tiny());
    return made;
  }

  private static void succeed(Object... command) {
    Shell shell = Shell.run(command);
    assertThat(shell.exit()).as(shell.err()).isZero();
  }

  /** The command that scores the set. */
  public List<String> command(Path out, String... further) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("score", set.toString(), "--model", model.toString()));
    words.addAll(List.of("--out", out.toString(), "--answers=3", "--temperature=1", "--blind"));
    words.addAll(List.of("--answer-tokens=8", "--budget=6000", "--threads=1", "--dtype=fp32"));
    words.addAll(List.of("--devices=cpu", "--stacktrace"));
    words.addAll(List.of(further));
    return words;
  }

  /** Files of scores by name, with their digests. */
  public static Map<String, String> scores(Path out) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("scores"))) {
      for (Path file : files.toList()) {
        digests.put(file.getFileName().toString(), Digest.hex(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  /** Batches that are finished in shards that are not. */
  public static List<Path> batches(Path out) throws IOException {
    Path work = out.resolve("work");
    if (!Files.exists(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .filter(file -> file.getFileName().toString().matches("batch-\\d+\\.json"))
          .toList();
    }
  }
}
