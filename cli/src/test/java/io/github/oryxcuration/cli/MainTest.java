package io.github.oryxcuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void helpGoesToStdoutAndNamesEveryCommandAndExitCode() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "doctor", "inspect", "demo", "build", "plan", "0   done", "2   usage or recipe error");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void noCommandIsAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("No command is given.%nTry 'oryx-curate --help'.%n".formatted());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void misspeltCommandNamesTheNearestOne() {
    assertThat(run("doctr")).isEqualTo(2);
    assertThat(err.toString()).contains("doctr", "Did you mean: oryx-curate doctor");
  }

  @Test
  void misspeltOptionNamesTheNearestOne() {
    assertThat(run("doctor", "--jsn")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '--jsn'", "--json");
  }

  @Test
  void doctorPrintsJsonThatAMachineReads(@TempDir Path folder) {
    int code = run("doctor", "--json", "--out", folder.resolve("not/yet/there").toString());

    assertThat(code).isZero();
    JsonNode checks = Json.read(out.toString(), JsonNode.class);
    assertThat(checks.findValuesAsText("name"))
        .contains("Java", "Platform", "Tokenizer native", "Disk space", "Runner flink");
    assertThat(checks.findValuesAsText("status")).doesNotContain("MISSING");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doctorExitsThreeWhereATokenizerCannotBeLoaded(@TempDir Path folder) {
    int code =
        run("doctor", "--out", folder.toString(), "--tokenizer", folder.resolve("no").toString());

    assertThat(code).isEqualTo(3);
    assertThat(out.toString()).contains("missing  Tokenizer file", "1 needed thing(s) missing.");
  }
}
