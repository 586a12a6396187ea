package io.github.oryxcuration.mixture.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.mixture.build.MixturePipeline;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {
  @TempDir private Path folder;

  private Explanation explain(Path set, String id, boolean recreate) throws IOException {
    return Explainer.of(set.toString(), id, recreate, Progress.NONE);
  }

  @Test
  void writtenSampleIsToldWhole() throws IOException {
    new FinishedSet(folder)
        .shard(Samples.text("t", 1, "Why?", "So."))
        .shard(Samples.video("v", 4, 3, "What moves?"))
        .write();

    assertThat(explain(folder, "v/v.json@4", false).text())
        .isEqualTo(
            """
            id          v/v.json@4
            fate        written, train-00001-of-00002.parquet row 0
            source      v
            own id      own-4
            read from   /in/v.json at 4
            sample      video, caption
            licence     CC-BY-4.0
            medium      /in/media/4.jpg, 1,234 bytes, sha256 cd34
            pictures    3
            trainer     448x256 pixels, 365 visual + 29 text (estimated) = 394 tokens, distortion 1.000
            """);
  }

  @Test
  void lostRowIsToldWithItsReasonAndWhatToDo() throws IOException {
    new FinishedSet(folder).lost("p", 7, Reason.MEDIA_MISSING, "/in/<x>.jpg is not there").write();

    assertThat(explain(folder, "own-7", false).text())
        .isEqualTo(
            """
            id          p/p.json@7
            fate        quarantined by the stage read
            source      p
            own id      own-7
            read from   /in/p.json at 7
            reason      MEDIA_MISSING: /in/<x>.jpg is not there
            what to do  Download the file, or correct media_root or media_map of the source; then run the build again.
            """);
  }

  @Test
  void ownIdNamesEveryRowThatHasIt() throws IOException {
    new FinishedSet(folder)
        .shard(Samples.text("a", 1, "Why?", "So."), Samples.text("b", 1, "Why?", "So."))
        .lost("c", 1, Reason.BAD_ROLE, "no")
        .write();

    assertThat(explain(folder, "own-1", false).stories())
        .extracting(Story::id)
        .containsExactly("a/a.json@1", "b/b.json@1", "c/c.json@1");
  }

  @Test
  void manyRowsOfOneIdAreCounted() throws IOException {
    FinishedSet set = new FinishedSet(folder);
    for (int i = 0; i < 25; i++) {
      set.shard(Samples.text("s" + i, 1, "Why?", "So."));
    }
    set.write();

    Explanation explanation = explain(folder, "own-1", false);
    assertThat(explanation.stories()).hasSize(20);
    assertThat(explanation.text()).endsWith("\nand 5 more rows of that id\n");
  }

  @Test
  void unknownIdIsNoStory() throws IOException {
    new FinishedSet(folder).shard(Samples.text("t", 1, "Why?", "So.")).write();

    Explanation explanation = explain(folder, "<b>", false);
    assertThat(explanation.found()).isFalse();
    assertThat(explanation.text()).startsWith("No row of the id '<b>' was written, lost or left");
  }

  /** A real build of two of six rows. */
  private Path built() throws IOException {
    Path raw = Files.createDirectories(folder.resolve("raw"));
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Files.write(raw.resolve(i + ".jpg"), Samples.jpeg(320, 240, i));
      rows.add(
          "{\"id\":\"n%1$d\",\"image\":\"%1$d.jpg\",\"conversations\":[{\"from\":\"human\",\"value\":\"<image>\\nWhat?\"},{\"from\":\"gpt\",\"value\":\"It.\"}]}"
              .formatted(i));
    }
    Files.writeString(raw.resolve("rows.json"), "[" + String.join(",\n", rows) + "]");
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: two of six
        seed: 3
        sources:
        - {name: s, format: llava, files: raw/rows.json, media_root: raw, take: 2}
        """);
    Path out = folder.resolve("out");
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    MixturePipeline.of(
            RecipeReader.create().withFormats(formats).read(recipe.toString()), out.toString())
        .build(new LocalFlow(2, Progress.NONE), false);
    return out;
  }

  @Test
  void everyRowOfABuildHasItsStory() throws IOException {
    Path out = built();
    Manifest manifest = Manifest.read(out.toString());
    assertThat(manifest.rows()).isEqualTo(2);
    List<Story> written = new ArrayList<>();
    List<Story> left = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Explanation explanation = explain(out, "s/rows.json@" + i, true);
      assertThat(explanation.stories()).as(explanation.text()).hasSize(1);
      Story story = explanation.stories().get(0);
      (story.written() == null ? left : written).add(story);
    }

    assertThat(written)
        .hasSize(2)
        .allSatisfy(
            story -> {
              assertThat(story.originId()).startsWith("n");
              assertThat(java.util.Objects.requireNonNull(story.written()).recreated())
                  .isEqualTo(new Story.Recreated(true, List.of()));
              assertThat(java.util.Objects.requireNonNull(story.decision()).available())
                  .isEqualTo(6);
            });
    assertThat(left)
        .hasSize(4)
        .allSatisfy(
            story -> {
              assertThat(story.notSelected()).isEqualTo(new Story.NotSelected(false));
              assertThat(MixCuts.isPast(java.util.Objects.requireNonNull(story.decision())))
                  .isTrue();
            });
    assertThat(explain(out, "s/rows.json@" + 99_999, false).stories().size()).isLessThan(2);
  }

  @Test
  void changedRawDataShowsWhenASampleIsMadeAgain() throws IOException {
    Path out = built();
    for (int i = 0; i < 6; i++) {
      Files.write(folder.resolve("raw").resolve(i + ".jpg"), Samples.jpeg(320, 240, i + 50));
    }
    for (int i = 0; i < 6; i++) {
      Explanation explanation = explain(out, "n" + i, true);
      if (explanation.found()) {
        assertThat(explanation.text())
            .contains("recreated   differs: it cannot be made: MEDIA_CHANGED");
      }
    }
  }
}
