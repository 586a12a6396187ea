package io.github.oryxcuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ErrorReportTest {

  @Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    @Mixin private GlobalOptions global = new GlobalOptions();
    private final Exception error;

    Failing(Exception error) {
      this.error = error;
    }

    @Override
    public Integer call() throws Exception {
      assertThat(global.quiet()).isFalse();
      throw error;
    }
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(new UsageException("count must be positive, but was 0"), 2, "count must be"),
        Arguments.of(new EnvironmentException("no fonts"), 3, "no fonts"),
        Arguments.of(
            new CurationException(Reason.MEDIA_TRUNCATED, "ends at byte 7"),
            1,
            "MEDIA_TRUNCATED: ends at byte 7"),
        Arguments.of(new NoSuchFileException("/x/y"), 2, "no such file: /x/y"),
        Arguments.of(
            new UncheckedIOException("wrapped", new IOException("disk full")), 3, "disk full"),
        Arguments.of(new IllegalStateException(), 3, "unexpected IllegalStateException"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorIsOneLineAndAnExitCodeButNeverAStackTrace(Exception error, int code, String message) {
    StringWriter err = new StringWriter();

    assertThat(execute(error, err)).isEqualTo(code);
    assertThat(err.toString()).startsWith("oryx-curate: " + message).doesNotContain("\tat ");
  }

  @Test
  void secretsOfTheRecipeAreInNoMessageAndNoTrace(@TempDir Path folder) throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe, "name: x\nsources: [{name: s, format: llava, files: '${MY_KEY}/a.json'}]\n");
    Recipe read =
        RecipeReader.create()
            .withoutFileChecks()
            .withEnvironment(Map.of("MY_KEY", "opensesame"))
            .read(recipe.toString());
    Failing failing = new Failing(new IOException("/data/opensesame/a.json: broken"));
    failing.global.hide(read.secrets());
    StringWriter err = new StringWriter();

    assertThat(execute(failing, err, "--stacktrace")).isEqualTo(3);
    assertThat(err.toString())
        .startsWith("oryx-curate: /data/${MY_KEY}/a.json: broken")
        .contains("IOException: /data/${MY_KEY}/a.json: broken", "\tat ")
        .doesNotContain("opensesame");
  }

  @Test
  void fullDiskSaysThatTheBuildGoesOn() {
    StringWriter err = new StringWriter();

    assertThat(execute(new IOException("The stage write failed: No space left on device"), err))
        .isEqualTo(3);
    assertThat(err.toString())
        .isEqualTo(
            "oryx-curate: The stage write failed: No space left on device%nMake room, then run the same command again: it goes on where it stopped.%n"
                .formatted());
  }

  @Test
  void stackTraceIsPrintedOnDemand() {
    StringWriter err = new StringWriter();

    execute(new IllegalStateException("broken"), err, "--stacktrace");
    assertThat(err.toString()).contains("unexpected IllegalStateException: broken", "\tat ");
  }

  @Test
  void errorIsAJsonLineForMachines() {
    StringWriter err = new StringWriter();

    execute(new UsageException("say \"what\""), err, "--json");
    assertThat(err.toString())
        .isEqualTo("{\"error\":\"say \\\"what\\\"\",\"exit\":2,\"hint\":\"\"}%n".formatted());
  }

  private static int execute(Exception error, StringWriter err, String... args) {
    return execute(new Failing(error), err, args);
  }

  private static int execute(Failing failing, StringWriter err, String... args) {
    return new CommandLine(failing)
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(ErrorReport::failure)
        .execute(args);
  }
}
