package io.github.oryxcuration.mixture.source;

import static io.github.oryxcuration.core.sample.Turn.gpt;
import static io.github.oryxcuration.core.sample.Turn.human;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.MemoryStore;
import io.github.oryxcuration.mixture.scored.SampleScores;
import io.github.oryxcuration.mixture.scored.ScoreFile;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsFormatTest {
  @TempDir private Path folder;

  private static Sample sample(
      String id, Modality modality, int frames, @Nullable Needle needle, Turn... turns) {
    List<Frame> pictures = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      pictures.add(
          Frame.picture(EncodedPicture.of(new byte[] {1, 2}), i + ".jpg", i, 32, 32, "ab"));
    }
    return new Sample(
        id,
        "old",
        "task-" + id,
        modality,
        List.of(turns),
        pictures,
        needle,
        List.of(),
        new Budget(0, 0, 0, 0, 0, 0, true, 1, false),
        "licence of " + id,
        new Provenance(new Origin("f", "d", "0", "o"), List.of(), List.of(), 7, "0.1.0"),
        Map.of());
  }

  @Test
  void samplesComeBackWithTheirPicturesInCells() throws IOException {
    Needle needle = new Needle(List.of(1), "<idx>?", "A", "caption");
    try (MemoryStore store = MemoryStore.create()) {
      String file = store.path("data/train-00000-of-00001.parquet");
      try (ShardWriter writer =
          ShardWriter.create(file, new ShardSpec(1 << 20, 1 << 20, ShardSpec.Compression.ZSTD))) {
        writer.write(sample("t", Modality.TEXT, 0, null, human("Q"), gpt("A")));
        writer.write(
            sample(
                "i", Modality.IMAGE, 2, null, human("<image>\n"), human("<image>\nQ"), gpt("A")));
        writer.write(sample("v", Modality.VIDEO, 3, null, human("<image>\nQ"), gpt("A")));
        writer.write(
            sample("n", Modality.VIDEO_LONG, 3, needle, human("<image>\n<idx>?"), gpt("A")));
        writer.write(sample("b", Modality.IMAGE, 0, null, human("Q"), gpt("A")));
        writer.commit();
      }
      SourceSpec source = Reading.source("shards", store.root(), "data", "");
      List<Outcome<Candidate>> rows = Reading.rows(source);
      String cell = "InCell " + file + "#";
      assertThat(Reading.shown(rows))
          .containsExactly(
              "0 t task-t text[] H Q / G A",
              "1 i task-i image["
                  + cell
                  + "1.images.0, "
                  + cell
                  + "1.images.1] H <image>\\n / H <image>\\nQ / G A",
              "2 v task-v video[" + cell + "2.images.-1] H <image>\\nQ / G A",
              "3 n task-n video_long[" + cell + "3.images.-1] H <image>\\n<idx>? / G A",
              "4 b LOST MALFORMED_ROW: the sample is of modality image and has no picture");
      Candidate last = ((Outcome.Kept<Candidate>) rows.get(3)).row();
      assertThat(last.needle()).isEqualTo(needle);
      assertThat(last.license()).isEqualTo("licence of n");
      assertThat(last.id()).isEqualTo("n");
      assertThat(last.origin().originId()).isEqualTo("n");
      assertThat(last.carried())
          .isEqualTo(
              Carried.of(
                  sample("n", Modality.VIDEO_LONG, 3, needle, human("<image>\n<idx>?"), gpt("A"))));
      SourceSpec renewed = Reading.withOptions(source, Map.of("ids", "renew"));
      assertThat(((Outcome.Kept<Candidate>) Reading.rows(renewed).get(3)).row().id())
          .isEqualTo("s/data/train-00000-of-00001.parquet@3");
      assertThatThrownBy(() -> Reading.rows(Reading.withOptions(source, Map.of("ids", "new"))))
          .isInstanceOf(RecipeException.class)
          .hasMessage("source s: options.ids: found \"new\"; allowed: keep, renew");
      assertThat(last.origin().fileDigest()).startsWith("footer:");
    }
  }

  @Test
  void aConditionOfTheRecipeTakesTheSamplesForWhichItHolds() throws IOException {
    try (MemoryStore store = MemoryStore.create()) {
      String file = store.path("data/train-00000-of-00001.parquet");
      try (ShardWriter writer =
          ShardWriter.create(file, new ShardSpec(1 << 20, 1 << 20, ShardSpec.Compression.ZSTD))) {
        writer.write(text("t").withScores(Map.of("share", 0.75)));
        writer.write(text("u"));
        writer.write(
            text("v").withScores(Map.of("share", 0.5, "share_low", 0.5, "share_high", 0.8)));
        writer.commit();
      }
      SourceSpec source = Reading.source("shards", store.root(), "data", "");

      assertThat(
              Reading.shown(
                  Reading.rows(Reading.withOptions(source, Map.of("where", "share >= 0.7")))))
          .containsExactly(
              "0 t task-t text[] H Q / G A",
              "1 u LOST FILTERED: does not hold: share >= 0.7; scores {}",
              "2 v LOST UNDECIDED: undecided, because votes stopped early: share >= 0.7; scores"
                  + " {share=0.5, share_high=0.8, share_low=0.5}");
      assertThatThrownBy(
              () -> Reading.rows(Reading.withOptions(source, Map.of("where", "share >"))))
          .isInstanceOf(RecipeException.class)
          .hasMessageStartingWith(
              "source s: options.where: found \"share >\"; allowed: a condition");
    }
  }

  @Test
  void aScoreThatNoSampleHasIsRefusedBeforeAnythingRuns() throws IOException {
    new FinishedSet(folder)
        .shard(text("t").withScores(Map.of("share", 0.75)))
        .shard(text("u"), text("v").withScores(Map.of("label", 1.0)))
        .write();
    SourceSpec source = Reading.source("shards", folder.toString(), "data", "");

    assertThatThrownBy(() -> parts(Reading.withOptions(source, Map.of("where", "shar >= 0.7"))))
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith(
            "source s: options.where: No sample has a score or column shar. Scores: label, share."
                + " Columns: id, source,");
    // One sample that has it is enough, wherever it stands.
    String both = "label = 1 or share > 0.7";
    assertThat(parts(Reading.withOptions(source, Map.of("where", both)))).hasSize(2);
    assertThat(parts(Reading.withOptions(source, Map.of("where", "turns = 2")))).hasSize(2);
  }

  @Test
  void scoresThatLieBesideTheSetCountAsTheSamplesOwn() throws IOException {
    Path set = folder.resolve("set");
    Path scores = folder.resolve("scores");
    Manifest manifest =
        new FinishedSet(set).shard(text("t").withScores(Map.of("own", 1.0)), text("u")).write();
    SourceSpec source = Reading.source("shards", set.toString(), "data", "");
    SourceSpec scored =
        Reading.withOptions(source, Map.of("where", "share > 0.5", "scores", scores.toString()));
    assertThatThrownBy(() -> parts(scored))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            "source s: options.scores: found \"%s\"; allowed: a folder that score has written"
                .formatted(scores));
    ScoredSet beside = ScoredSet.create(scores.toString(), set.toString());
    assertThatThrownBy(() -> parts(scored))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("allowed: complete scores of the set that ");

    String file = beside.scoreFile(manifest.shards().get(0).file());
    write(file, new SampleScores("t", Map.of("share", 0.25), ""));
    List<SourcePart> before = parts(scored);
    write(
        file,
        new SampleScores("t", Map.of("share", 0.75), ""),
        new SampleScores("u", Map.of("share", 0.25), ""));

    assertThat(parts(scored)).isNotEqualTo(before); // other scores make another plan
    List<Outcome<Candidate>> rows = Reading.rows(scored);
    assertThat(Reading.shown(rows))
        .containsExactly(
            "0 t task-t text[] H Q / G A",
            "1 u LOST FILTERED: does not hold: share > 0.5; scores {share=0.25}");
    Carried carried = ((Outcome.Kept<Candidate>) rows.get(0)).row().carried();
    assertThat(requireNonNull(carried).scores()).isEqualTo(Map.of("own", 1.0, "share", 0.75));
    assertThatThrownBy(
            () ->
                parts(
                    Reading.withOptions(
                        source, Map.of("where", "vote > 0.5", "scores", scores.toString()))))
        .hasMessageContaining("No sample has a score or column vote. Scores: own, share.");
  }

  @Test
  void scoresOfAnotherSetAreRefused() throws IOException {
    Path set = folder.resolve("set");
    Path other = folder.resolve("other");
    new FinishedSet(set).shard(text("t")).write();
    new FinishedSet(other).shard(text("t")).write();
    Path scores = folder.resolve("scores");
    ScoredSet.create(scores.toString(), other.toString());
    SourceSpec source = Reading.source("shards", set.toString(), "data", "");

    assertThatThrownBy(
            () -> parts(Reading.withOptions(source, Map.of("scores", scores.toString()))))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            "source s: options.scores: found \"%s\"; allowed: complete scores of the set that"
                    .formatted(scores)
                + " %s/data/train-00000-of-00001.parquet is a shard of; these are of %s"
                    .formatted(set, other));
  }

  private static Sample text(String id) {
    return sample(id, Modality.TEXT, 0, null, human("Q"), gpt("A"));
  }

  private static List<SourcePart> parts(SourceSpec source) throws IOException {
    return Reading.format("shards").parts(source);
  }

  private static void write(String file, SampleScores... rows) throws IOException {
    try (ScoreFile.Writer writer = new ScoreFile.Writer(file, List.of("share", "vote"))) {
      for (SampleScores row : rows) {
        writer.write(row);
      }
      writer.commit();
    }
  }
}
