package io.github.oryxcuration.mixture.build;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixturePipelineTest {
  private static final int ROWS = 8;

  @TempDir private Path folder;
  private Path raw;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    raw = Files.createDirectories(folder.resolve("raw"));
    out = folder.resolve("out");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Files.write(picture(i), Samples.jpeg(320, 240, i));
      rows.add(row(i + ".jpg", "It."));
    }
    write(rows);
  }

  private Path picture(int i) {
    return raw.resolve(i + ".jpg");
  }

  private static String row(String picture, String answer) {
    return "{\"image\":\"%s\",\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat?\"},{\"from\":\"gpt\",\"value\":\"%s\"}]}"
        .formatted(picture, answer);
  }

  private void write(List<String> rows) throws IOException {
    Files.writeString(raw.resolve("rows.json"), "[" + String.join(",\n", rows) + "]");
  }

  private MixturePipeline pipeline(long shardBytes) throws IOException {
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: all
        seed: 3
        shards: {bytes: %d, row_group_bytes: %d}
        sources:
        - {name: s, format: llava, files: raw/rows.json, media_root: raw}
        """
            .formatted(shardBytes, shardBytes));
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    return MixturePipeline.of(
        RecipeReader.create().withFormats(formats).read(recipe.toString()), out.toString());
  }

  private Manifest build(boolean replace) throws IOException {
    return pipeline(1 << 20).build(new LocalFlow(2, Progress.NONE), replace);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesThatNoBuildMadeAreNeverDeleted() throws IOException {
    Path mine = Files.createDirectories(out.resolve("data/raw")).resolve("mine.txt");
    Files.writeString(mine, "mine");

    for (boolean replace : new boolean[] {false, true}) {
      assertThatThrownBy(() -> build(replace))
          .isInstanceOf(OutputFolderException.class)
          .hasMessageContaining("holds files that no build of this toolkit made");
      assertThat(mine).hasContent("mine");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "report.html", "photos/a.jpg", "recipe.yaml"})
  void folderOfOtherThingsIsRefusedWhateverTheyAre(String name) throws IOException {
    Path mine = out.resolve(name);
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");

    for (boolean replace : new boolean[] {false, true}) {
      assertThatThrownBy(() -> build(replace))
          .isInstanceOf(OutputFolderException.class)
          .hasMessage(
              "%s holds files that no build of this toolkit made, such as %s. Choose another --out:"
                  + " a new folder, an empty one, or one that a build made.",
              out, mine.toRealPath());
    }
    assertThatThrownBy(() -> pipeline(1 << 20).plan(new LocalFlow(2, Progress.NONE)))
        .isInstanceOf(OutputFolderException.class);
    assertThat(mine).hasContent("mine");
    assertThat(names(out)).containsExactly(name.replaceFirst("/.*", ""));
  }

  @Test
  void folderThatAnotherBuildWritesToIsRefusedUntouched() throws IOException {
    try (FolderLock other = requireNonNull(FolderLock.tryLock(out.toString()))) {
      assertThat(other).isNotNull();
      for (boolean replace : new boolean[] {false, true}) {
        assertThatThrownBy(() -> build(replace))
            .isInstanceOf(OutputFolderException.class)
            .hasMessage(
                "another build is writing to %s. Wait for it, or choose another --out.", out);
      }
    }
    assertThat(out).isEmptyDirectory();
    assertThat(build(false).rows()).isEqualTo(ROWS);
  }

  @Test
  void hiddenFilesAndEmptyFoldersAreInNobodysWay() throws IOException {
    Files.createDirectories(out.resolve("data/empty"));
    Files.createDirectories(out.resolve(".git"));
    Files.writeString(out.resolve(".git/config"), "mine");

    assertThat(build(false).rows()).isEqualTo(ROWS);
    assertThat(out.resolve(".git/config")).hasContent("mine");
  }

  @Test
  void folderWhoseIdentityIsForeignIsNeverReplaced() throws IOException {
    Path foreign = out.resolve("plan/build.json");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "{\"scripts\": {\"build\": \"make\"}}");

    assertThatThrownBy(() -> build(false))
        .hasMessage(
            "%s holds a plan/build.json that no build of this toolkit wrote. Choose another --out.",
            out);
    assertThatThrownBy(() -> build(true))
        .isInstanceOf(OutputFolderException.class)
        .hasMessageContaining("cannot be replaced");
    assertThat(foreign).hasContent("{\"scripts\": {\"build\": \"make\"}}");
  }

  @Test
  void replacedBuildLeavesNothingOfTheOldOne() throws IOException {
    build(false);
    Files.writeString(out.resolve("README.md"), "the old card");
    Files.writeString(out.resolve("report.json"), "{}");
    write(List.of(row("3.jpg", "It."), row("4.jpg", "It.")));
    assertThatThrownBy(() -> build(false)).isInstanceOf(OutputFolderException.class);

    assertThat(build(true).rows()).isEqualTo(2);
    assertThat(names(out)).containsExactly("data", "manifest", "manifest.json", "plan", "probe");
  }

  @Test
  void manifestOfSomethingElseIsNoCompleteBuild() throws IOException {
    Files.createDirectories(out);
    for (String foreign : List.of("{}", "[]", "{\"manifest_version\": 3}", "")) {
      Files.writeString(out.resolve("manifest.json"), foreign);

      assertThat(pipeline(1 << 20).isComplete()).isFalse();
      assertThatThrownBy(() -> build(true)).isInstanceOf(OutputFolderException.class);
    }
  }

  @Test
  void wholeBuildIsMadeAnewToTakeUpMediaThatCameLater() throws IOException {
    byte[] bytes = Files.readAllBytes(picture(2));
    Files.delete(picture(2));
    Manifest first = build(false);
    Files.write(picture(2), bytes);

    assertThat(first.accounts().get(0).lost()).isEqualTo(Map.of(Reason.MEDIA_MISSING, 1L));
    assertThat(pipeline(1 << 20).isComplete()).isTrue();
    assertThat(build(true).rows()).isEqualTo(ROWS);
    assertThat(out.resolve("ledger")).doesNotExist();
  }

  @Test
  void shardsOfAnEarlierAttemptDoNotStayBesideThoseOfALaterOne() throws IOException {
    long shardBytes = 8192;
    LocalFlow flow = new LocalFlow(2, Progress.NONE);
    Manifest first = pipeline(shardBytes).build(flow, false);
    assertThat(first.shards()).hasSizeGreaterThan(2);
    Files.delete(out.resolve("data").resolve(first.shards().get(0).file()));
    for (int i = 0; i < ROWS - 2; i++) {
      Files.delete(picture(i));
    }

    Manifest second = pipeline(shardBytes).build(flow, false);

    assertThat(second.rows()).isEqualTo(2);
    assertThat(second.shards()).hasSizeLessThan(first.shards().size());
    assertThat(names(out.resolve("data")))
        .isEqualTo(second.shards().stream().map(Manifest.Shard::file).toList());
    assertThat(names(out.resolve("manifest"))).hasSameSizeAs(second.shards());
  }

  @Test
  void shardWhoseMediaChangedIsWrittenAgainThoughItsSizeIsPlannedTheSame() throws IOException {
    long shardBytes = 8192;
    LocalFlow flow = new LocalFlow(2, Progress.NONE);
    Manifest first = pipeline(shardBytes).build(flow, false);
    Files.delete(out.resolve("data").resolve(first.shards().get(0).file()));
    for (int i = 0; i < ROWS; i++) {
      byte[] bytes = Files.readAllBytes(picture(i));
      bytes[15] ^= 1; // the density that the header names
      Files.write(picture(i), bytes);
    }

    Manifest second = pipeline(shardBytes).build(flow, false);

    assertThat(second.rows()).isEqualTo(ROWS);
    assertThat(second.shards()).doesNotContainAnyElementsOf(first.shards());
  }

  @Test
  void halfASurrogatePairCostsItsRowAlone() throws IOException {
    write(
        List.of(
            row("0.jpg", "So."),
            row("1.jpg", "\\ud83d!"),
            row("\\ud83d.jpg", "So."),
            row("2.jpg", "\\ud83d\\ude00")));

    Manifest manifest = build(false);

    assertThat(manifest.balances()).isTrue();
    assertThat(manifest.rows()).isEqualTo(2);
    assertThat(manifest.lost()).isEqualTo(2);
  }

  @Test
  void setOfNoRowsIsASet() throws IOException {
    write(List.of());
    assertThat(build(false).shards()).isEmpty();

    write(List.of(row("missing.jpg", "So.")));
    Manifest manifest = build(true);
    assertThat(manifest.shards()).isEmpty();
    assertThat(manifest.balances()).isTrue();
    assertThat(manifest.lost()).isEqualTo(1);
  }

  @Test
  void planLeavesAnotherBuildAlone() throws IOException {
    build(false);
    byte[] before = Files.readAllBytes(out.resolve("plan/mix.json"));

    assertThatThrownBy(() -> pipeline(1 << 19).plan(new LocalFlow(1, Progress.NONE)))
        .isInstanceOf(OutputFolderException.class);
    assertThat(out.resolve("plan/mix.json")).hasBinaryContent(before);
  }

  @Test
  void planOfAChangedRecipeReplacesThePlanBefore() throws IOException {
    LocalFlow flow = new LocalFlow(1, Progress.NONE);
    assertThat(pipeline(1 << 20).plan(flow).shards()).isEqualTo(1);
    assertThat(pipeline(8192).plan(flow).shards()).isGreaterThan(1);
    assertThat(pipeline(8192).build(flow, false).rows()).isEqualTo(ROWS);
  }
}
