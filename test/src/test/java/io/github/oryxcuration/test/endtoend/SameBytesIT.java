package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Same recipe, same inputs, same seed: the same bytes, however the stages run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBytesIT {
  /** Small shards, and a mix that selects, repeats and draws parts of epochs. */
  static final String[] HEAD = {"shards: {bytes: 2MB}", "total: 60", "mix: {temperature: 2}"};

  @TempDir private static Path folder;
  private Map<String, String> expected = Map.of();

  @BeforeAll
  void buildOnOneThread() throws IOException {
    expected = build("one", SharedRecipe.write(folder, false, HEAD), "--parallelism=1");
    assertThat(expected).hasSizeGreaterThan(4);
  }

  private Map<String, String> build(String name, Path recipe, Object... how) throws IOException {
    BuiltSet built = new BuiltSet(folder.resolve(name));
    Object[] words = new Object[how.length + 5];
    System.arraycopy(
        new Object[] {"build", recipe, "--out", built.folder(), "--quiet"}, 0, words, 0, 5);
    System.arraycopy(how, 0, words, 5, how.length);
    Shell shell = Shell.run(words);
    assertThat(shell.exit()).as(shell.err()).isZero();
    return built.shards();
  }

  @ParameterizedTest
  @CsvSource({"2, local", "4, local", "2, direct"})
  void atAnyParallelismAndOnBeamsDirectRunner(int parallelism, String runner) throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    String name = runner + parallelism;
    assertThat(build(name, recipe, "--parallelism=" + parallelism, "--runner=" + runner))
        .isEqualTo(expected);
  }

  @Test
  void withTheSourcesListedInAnotherOrder() throws IOException {
    Path recipe = SharedRecipe.write(folder, true, HEAD);
    assertThat(build("reversed", recipe, "--parallelism=2")).isEqualTo(expected);
  }

  @Test
  void anotherSeedGivesAnotherOrder() throws IOException {
    Path other = java.nio.file.Files.createDirectories(folder.resolve("seed"));
    Path recipe = SharedRecipe.write(other, false, HEAD);
    String text = java.nio.file.Files.readString(recipe).replace("seed: 11", "seed: 12");
    java.nio.file.Files.writeString(recipe, text);
    assertThat(build("other-seed", recipe)).isNotEqualTo(expected);
  }
}
