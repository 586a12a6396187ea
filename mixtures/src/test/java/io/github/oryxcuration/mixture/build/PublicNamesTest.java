package io.github.oryxcuration.mixture.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.mixture.report.Reports;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicNamesTest {
  @TempDir private Path folder;

  private static String row(String picture) {
    return "{\"image\":\"%s\",\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat?\"},{\"from\":\"gpt\",\"value\":\"It.\"}]}\n"
        .formatted(picture);
  }

  /** The same recipe, inputs and media in a folder of some name; returns the set. */
  private Path build(String name) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path media = Files.createDirectories(home.resolve("media"));
    Files.createDirectories(home.resolve("recipes"));
    Files.createDirectories(home.resolve("recipes/in"));
    for (String source : List.of("in/a", "../b")) {
      StringBuilder rows = new StringBuilder("not a row\n");
      for (int i = 0; i < 4; i++) {
        Files.write(media.resolve(i + ".jpg"), Samples.jpeg(320, 240, i));
        rows.append(row(i + ".jpg"));
      }
      rows.append(row("gone.jpg")).append(row("cut.jpg"));
      Files.writeString(home.resolve("recipes/" + source + ".jsonl"), rows);
    }
    Files.write(media.resolve("cut.jpg"), Arrays.copyOf(Samples.jpeg(320, 240, 1), 700));
    Path recipe = home.resolve("recipes/recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: all
        media: {root: ../media}
        sources:
        - {name: a, format: llava, files: in/*.jsonl}
        - {name: b, format: llava, files: ../b.jsonl}
        """);
    Path out = home.resolve("out");
    MixturePipeline.of(RecipeReader.create().read(recipe.toString()), out.toString())
        .build(new LocalFlow(2, Progress.NONE), false);
    Reports.write(out.toString());
    return out;
  }

  private static Recipe recipe(String folder) {
    return RecipeReader.create()
        .withoutFileChecks()
        .parse(
            folder + "/recipe.yaml",
            "name: n\nsources: [{name: s, format: llava, files: a.json}]\n");
  }

  /** What a set publishes; its plan stays where it was made. */
  private static Map<String, String> published(Path out) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.startsWith("plan/")) {
          texts.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }

  /** All lines of the files below a folder; which file a line is in, paths decide. */
  private static List<String> lines(Map<String, String> texts, String below) {
    return texts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(below))
        .flatMap(e -> e.getValue().lines())
        .sorted()
        .toList();
  }

  @Test
  void sameRecipeInAnotherFolderGivesTheSameSetAndNamesNoFolder() throws IOException {
    Map<String, String> here = published(build("here"));
    Map<String, String> there = published(build("another/place"));

    assertThat(lines(there, "ledger/")).isEqualTo(lines(here, "ledger/"));
    for (String name : List.of("manifest.json", "README.md", "data/train-00000-of-00001.parquet")) {
      assertThat(Objects.equals(there.get(name), here.get(name))).as(name).isTrue();
    }
    assertThat(here.keySet())
        .contains(
            "manifest.json",
            "README.md",
            "report.html",
            "report.json",
            "data/train-00000-of-00001.parquet",
            "ledger/read-00000.jsonl");
    here.forEach((name, text) -> assertThat(text.contains(folder.toString())).as(name).isFalse());
    Manifest manifest = Manifest.read(folder.resolve("here/out").toString());
    assertThat(manifest.inputs())
        .extracting(Manifest.Input::source, Manifest.Input::file)
        .containsExactly(tuple("a", "in/a.jsonl"), tuple("b", "b.jsonl"));
    assertThat(String.join("\n", here.values()))
        .contains("\"message\":\"gone.jpg: no such file; check the row's path")
        .contains("\"message\":\"cut.jpg: ");
  }

  @Test
  void secretsOfPathsAreInNothingThatASetPublishes() throws IOException {
    Path raw = Files.createDirectories(folder.resolve("opensesame/raw"));
    Files.write(raw.resolve("0.jpg"), Samples.jpeg(320, 240, 0));
    Files.write(raw.resolve("cut.jpg"), Arrays.copyOf(Samples.jpeg(320, 240, 1), 700));
    Files.writeString(
        raw.resolve("rows.jsonl"),
        row("0.jpg") + row(raw + "/cut.jpg") + row("gone.jpg") + row("/opensesame.jpg") + "[\n");
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: all
        sources:
        - {name: a, format: llava, files: "${MY_SECRET}/raw/*.jsonl", root: ".", media_root: "${MY_SECRET}/raw"}
        """);
    Path out = folder.resolve("out");
    Recipe read =
        RecipeReader.create()
            .withEnvironment(Map.of("MY_SECRET", "opensesame"))
            .read(recipe.toString());
    Manifest manifest =
        MixturePipeline.of(read, out.toString()).build(new LocalFlow(2, Progress.NONE), false);
    Reports.write(out.toString());

    assertThat(manifest.rows()).isEqualTo(1);
    published(out)
        .forEach((name, text) -> assertThat(text.contains("opensesame")).as(name).isFalse());
    assertThat(manifest.inputs())
        .extracting(Manifest.Input::file)
        .containsExactly("${MY_SECRET}/raw/rows.jsonl");
    assertThat(lines(published(out), "ledger/"))
        .hasSize(4)
        .allMatch(line -> line.contains("\"file\":\"${MY_SECRET}/raw/rows.jsonl\""))
        .anyMatch(line -> line.contains("the media path '/${MY_SECRET}.jpg' is absolute"));
  }

  @Test
  void movedSetWithItsRecipeIsStillComplete() throws IOException {
    build("here");
    Path moved = folder.resolve("moved");
    Files.move(folder.resolve("here"), moved);
    MixturePipeline pipeline =
        MixturePipeline.of(
            RecipeReader.create().read(moved.resolve("recipes/recipe.yaml").toString()),
            moved.resolve("out").toString());

    assertThat(pipeline.isComplete()).isTrue();
  }

  @Test
  void pathsElsewhereAreNamedByTheSourcesFoldersOrByThemselvesAlone() {
    SourceSpec source =
        new SourceSpec(
            "s",
            "llava",
            List.of("/data/in/*.json"),
            "/data/in",
            "/data/media/",
            "",
            "",
            "",
            null,
            null,
            1,
            null,
            null,
            "",
            SourceSpec.MultiImageTurn.SPLIT,
            Map.of());
    PublicNames names = new PublicNames(recipe("/home/me/recipes"), source);

    assertThat(names.of("/home/me/recipes/x/a.json")).isEqualTo("x/a.json");
    assertThat(names.of("/data/in/x/a.json")).isEqualTo("x/a.json");
    assertThat(names.of("/data/media/x/p.jpg")).isEqualTo("x/p.jpg");
    assertThat(names.of("/data/inner/a.json")).isEqualTo("a.json");
    assertThat(names.of("file:///data/inner/a.json")).isEqualTo("a.json");
    assertThat(names.of("gs://bucket/x/a.json")).isEqualTo("gs://bucket/x/a.json");
    assertThat(names.of("made:ocr")).isEqualTo("made:ocr");
    assertThat(names.of("x/a.json")).isEqualTo("x/a.json");
  }
}
