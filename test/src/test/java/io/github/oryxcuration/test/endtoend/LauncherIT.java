package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a user starts it, in a process of its own. */
@Timeout(120)
class LauncherIT {
  @TempDir private Path folder;
  private Path launcher = Path.of("");

  @BeforeEach
  void find() {
    Path cli = Path.of("").toAbsolutePath().resolveSibling("cli");
    launcher = cli.resolve("oryx-curate");
    assumeThat(cli.resolve("target/lib/classpath"))
        .as("the launcher is tested where cli was packaged")
        .exists();
  }

  /** Runs a script, whose text may hold any name whatever the locale of this JVM. */
  private String run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("script.sh"), script.getBytes(UTF_8));
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString(), launcher.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("ORYX_CURATE_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(100, TimeUnit.SECONDS);
    process.destroyForcibly().onExit().join();
    String output = Files.readString(log, UTF_8);
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LANG=xx_XX.UTF-8", "LC_CTYPE=C"})
  @EnabledOnOs(OS.LINUX)
  void filesOfAnyNameAreFoundUnderAnyLocale(String locale)
      throws IOException, InterruptedException {
    var picture = new java.awt.image.BufferedImage(64, 48, 1);
    ImageIO.write(picture, "jpg", folder.resolve("picture.jpg").toFile());
    String script =
        """
        set -e
        mkdir küche
        mv picture.jpg küche/図.jpg
        cat >küche/zeilen_é.json <<'END'
        [{"image": "図.jpg", "conversations": [
          {"from": "human", "value": "<image>\\nWas ist 図?"}, {"from": "gpt", "value": "Schön."}]}]
        END
        cat >küche/rezept.yaml <<'END'
        name: küche
        sources:
        - {name: k, format: llava, files: "zeilen_*.json", media_root: .}
        END
        "$1" build küche/rezept.yaml --out "$PWD/satz_ü" --quiet
        "$1" inspect küche/図.jpg
        mv satz_ü out
        """;
    int equals = locale.indexOf('=');

    String output = run(script, Map.of(locale.substring(0, equals), locale.substring(equals + 1)));

    assertThat(output).contains("satz_ü/data").contains("size         64x48");
    BuiltSet built = new BuiltSet(folder.resolve("out"));
    assertThat(built.ledger()).isEmpty();
    assertThat(built.samples()).containsOnlyKeys("k/zeilen_é.json@0");
    assertThat(built.manifest().name()).isEqualTo("küche");
  }

  @Test
  void helpNeedsNoTerminalAndNoLocale() throws IOException, InterruptedException {
    assertThat(run("\"$1\" --help", Map.of())).startsWith("Usage: oryx-curate");
  }
}
