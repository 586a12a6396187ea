package io.github.oryxcuration.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildArgumentsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path recipe = Path.of("");

  @BeforeEach
  void write() throws IOException {
    recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        folder.resolve("rows.json"),
        """
        [{"conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}]}]
        """);
    Files.writeString(recipe, "name: x\nsources: [{name: s, format: llava, files: rows.json}]\n");
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int build(Path set, String... more) {
    String[] all =
        Stream.of("build", recipe.toString(), "--out", set.toString()).toArray(String[]::new);
    return run(Stream.concat(Stream.of(all), Stream.of(more)).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--parallelism=0|--parallelism must be at least 1, but was 0",
        "--runner=foo|--runner must be local, direct, flink, spark or dataflow, but was foo",
        "--bogus=3|Unknown option or argument: --bogus=3. Try --help.",
      })
  void wrongOptionsAreToldEvenWhereNothingIsToDo(String option, String message) {
    Path set = folder.resolve("set");
    assertThat(build(set, "-q")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("1 sample in 1 shard, ");

    assertThat(build(set, option)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("oryx-curate: %s%n".formatted(message));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void outputThatIsNoFolderIsAUsageError() {
    assertThat(build(recipe)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("oryx-curate: %s is a file. Choose another --out.%n".formatted(recipe));
    assertThat(run("build", recipe.toString(), "--out", "")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("oryx-curate: the path of a file or folder is empty%n".formatted());
  }

  @Test
  void folderInPlaceOfAFileIsNamedAsOne() {
    assertThat(run("plan", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "oryx-curate: %s: a folder, but a recipe is a file: name the YAML file in it%n"
                .formatted(folder));
    assertThat(run("inspect", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("oryx-curate: %s is a folder; inspect tells of one file%n".formatted(folder));
    assertThat(run("inspect", "--rows=-1", recipe.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("oryx-curate: --rows must be at least 0, but was -1%n".formatted());
  }

  @Test
  void planLeavesNothingButAskedForAndCountsInTheSingular() {
    Path work = folder.resolve("work");

    assertThat(run("plan", recipe.toString(), "--work", work.toString(), "-q")).isZero();
    assertThat(out.toString())
        .contains("1 sample (asked and got count samples), ", " in 1 shard\n");
    assertThat(work.resolve("plan/build.json")).exists();
    assertThat(work.resolve("data")).doesNotExist();
  }
}
