package io.github.oryxcuration.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void demoBuildsItsOwnInputAndAccountsForEveryFaultyRow(@TempDir Path folder) throws IOException {
    assertThat(run("demo", "--out", folder.toString())).as(err.toString()).isZero();

    Manifest manifest = Manifest.read(folder.resolve("set").toString());
    assertThat(manifest.balances()).isTrue();
    Map<String, String> lost = new TreeMap<>();
    for (String file : LedgerReader.files(folder.resolve("set").toString())) {
      LedgerReader.read(
          file,
          row ->
              lost.put(
                  row.originId().isEmpty() ? DemoInput.BROKEN_LINE : row.originId(),
                  row.reason().name()));
    }
    assertThat(lost).isEqualTo(new TreeMap<>(DemoInput.FAULTS));
    assertThat(manifest.accounts())
        .filteredOn(account -> account.source().equals("clips"))
        .singleElement()
        .satisfies(account -> assertThat(account.written()).isEqualTo(5))
        .satisfies(account -> assertThat(account.notSelected()).isEqualTo(1));
    assertThat(out.toString()).contains("The balance holds", "Report: " + folder);
    assertThat(err.toString()).contains("recipe: " + folder.resolve("input/recipe.yaml"));

    assertThat(run("demo", "--json", "--out", folder.toString())).isZero();
    assertThat(err.toString()).contains("holds this build already");
    assertThat(Json.read(out.toString(), JsonNode.class).get("balances").asBoolean()).isTrue();
  }

  @Test
  void folderOfSomebodyElseIsRefusedUntouched(@TempDir Path folder) throws IOException {
    Path mine = folder.resolve("input/recipe.yaml");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");

    assertThat(run("demo", "--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "%s holds files that no demo made, such as %s. Choose another --out."
                .formatted(folder.resolve("input"), mine));
    assertThat(files(folder)).hasSize(1);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void inputIsTheSameEveryTime(@TempDir Path folder) throws IOException {
    DemoInput.make(folder.resolve("a"));
    DemoInput.make(folder.resolve("b"));

    assertThat(files(folder.resolve("a"))).isEqualTo(files(folder.resolve("b"))).hasSize(35);
  }

  /** Paths and contents. */
  private static Map<String, String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, String> contents = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            io.github.oryxcuration.core.digest.Digest.hex(Files.readAllBytes(file)));
      }
      return contents;
    }
  }

  @Test
  void wordsNameTheShapesFromLeftToRight() {
    Scene.Thing left = new Scene.Thing(Scene.Shape.CIRCLE, Scene.Paint.RED, 0.2, 0.5, 0.2);
    Scene.Thing right = new Scene.Thing(Scene.Shape.BAR, Scene.Paint.BLUE, 0.8, 0.5, 0.2);
    Scene scene =
        new Scene(java.awt.Color.WHITE, java.awt.Color.WHITE, java.util.List.of(right, left));

    assertThat(scene.words()).isEqualTo("a red circle and a blue bar");
    assertThat(scene.draw(100, 100).pixel(20, 50)).isEqualTo(Scene.Paint.RED.rgb);
    assertThat(scene.draw(100, 100).pixel(80, 50)).isEqualTo(Scene.Paint.BLUE.rgb);
    assertThat(scene.draw(100, 100).pixel(50, 10)).isEqualTo(0xFFFFFF);
  }
}
