package io.github.oryxcuration.mixture.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.mixture.scored.SampleScores;
import io.github.oryxcuration.mixture.scored.ScoreFile;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import io.github.oryxcuration.mixture.validate.Validation;
import io.github.oryxcuration.mixture.validate.ValidationOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterPipelineTest {
  private static final Flow FLOW = new LocalFlow(2, Progress.NONE);

  @TempDir private Path folder;

  private Path set;
  private Path scores;
  private Path out;

  @BeforeEach
  void folders() {
    set = folder.resolve("set");
    scores = folder.resolve("scores");
    out = folder.resolve("out");
  }

  private static Sample scored(int number, double share) {
    Sample sample = Samples.picture("a", number, 64, 48, "What is " + number + "?", "Red.");
    return sample.withScores(Map.of("share", share));
  }

  /** Six samples in three shards with shares of 0/8 to 5/8. */
  private void write() throws IOException {
    FinishedSet finished = new FinishedSet(set);
    for (int i = 0; i < 6; i += 2) {
      finished.shard(scored(i, i / 8.0), scored(i + 1, (i + 1) / 8.0));
    }
    finished.write();
  }

  private FilterPipeline pipeline(Path input, String where) throws IOException {
    return FilterPipeline.of(ScoredSet.open(input.toString()), where, out.toString());
  }

  private Manifest filter(Path input, String where) throws IOException {
    FilterPipeline pipeline = pipeline(input, where);
    return filter(pipeline, false);
  }

  private Manifest filter(FilterPipeline pipeline, boolean replace) throws IOException {
    FolderLock lock = pipeline.claim(replace);
    try {
      pipeline.choose(FLOW, out.toString());
      return pipeline.write(FLOW);
    } finally {
      lock.close();
    }
  }

  private List<Sample> samples(Manifest manifest) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Manifest.Shard shard : manifest.shards()) {
      try (ShardReader rows = ShardReader.open(out.resolve("data/" + shard.file()).toString())) {
        rows.forEachRemaining(samples::add);
      }
    }
    return samples;
  }

  @Test
  void whatHoldsIsCopiedAndTheRestIsInTheLedgerAndTheSetIsSound() throws IOException {
    write();

    Manifest manifest = filter(set, "share >= 0.375");

    assertThat(samples(manifest))
        .containsExactly(scored(3, 3 / 8.0), scored(4, 0.5), scored(5, 5 / 8.0));
    assertThat(manifest.accounts())
        .singleElement()
        .satisfies(
            account -> {
              assertThat(account.read()).isEqualTo(6);
              assertThat(account.written()).isEqualTo(3);
              assertThat(account.lost()).containsExactly(Map.entry(Reason.FILTERED, 3L));
              assertThat(account.balances()).isTrue();
            });
    ValidationOptions options =
        new ValidationOptions(false, 1, "", folder.resolve("scratch").toString(), null);
    assertThat(Validation.of(out.toString(), options, Progress.NONE).table(9)).contains("Sound: 3");
    assertThat(out.resolve("work")).doesNotExist();
    assertThat(pipeline(set, "share >= 0.375").isComplete()).isTrue();
  }

  @Test
  void nothingMayBeLeftAndEverythingMayBeLeft() throws IOException {
    write();

    assertThat(filter(set, "share > 1").rows()).isZero();
    assertThatThrownBy(() -> filter(set, "share >= 0"))
        .isInstanceOf(FilterException.class)
        .hasMessageContaining("holds a set that was filtered otherwise");
    assertThat(filter(pipeline(set, "share >= 0"), true).rows()).isEqualTo(6);
  }

  @Test
  void theSummaryTellsWhatIsKeptAndLost() throws IOException {
    write();

    String text =
        pipeline(set, "share >= 0.375").choose(FLOW, folder.resolve("s").toString()).text();

    assertThat(text)
        .contains("source and task        kept     dropped  kept %     tokens kept     tokens lost")
        .contains("a qa                      3           3    50.0")
        .contains("share >= 0 keeps 100.0 %, share >= 0.12 keeps 83.3 %")
        .contains("Kept, nearest to the threshold\n  a/a.json@3  {share=0.375}  What is 3? -> Red.")
        .contains("Dropped, nearest to the threshold\n  a/a.json@2  {share=0.25}")
        .endsWith("3 of 6 samples hold: share >= 0.375\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void scoresThatLieBesideTheSetAreJoinedAndMayBeMoved() throws IOException {
    write();
    ScoredSet scored = ScoredSet.create(scores.toString(), set.toString());
    score(scored, 0, 0.9, 0.1);
    score(scored, 1, 0.9, 0.1);
    score(scored, 2, 0.1, 0.9);

    Manifest manifest = filter(scores, "rouge > 0.5 and share < 0.5");

    assertThat(samples(manifest))
        .extracting(Sample::scores)
        .containsExactly(Map.of("share", 0.0, "rouge", 0.9), Map.of("share", 0.25, "rouge", 0.9));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.move(set, elsewhere.resolve("set"));
    assertThatThrownBy(() -> ScoredSet.open(scores.toString()))
        .isInstanceOf(FileNotFoundException.class);
    Files.move(scores, elsewhere.resolve("scores"));
    assertThat(ScoredSet.open(elsewhere.resolve("scores").toString()).set())
        .isEqualTo(elsewhere.resolve("set").toString());
  }

  private static void score(ScoredSet set, int shard, double first, double second)
      throws IOException {
    String file = set.manifest().shards().get(shard).file();
    try (ScoreFile.Writer writer = new ScoreFile.Writer(set.scoreFile(file), List.of("rouge"))) {
      writer.write(new SampleScores("a/a.json@" + 2 * shard, Map.of("rouge", first), "[\"red\"]"));
      writer.write(new SampleScores("a/a.json@" + (2 * shard + 1), Map.of("rouge", second), ""));
      writer.commit();
    }
  }

  /** Of four samples with shares of 0, 1/8, 4/8 and 5/8 the second and the fourth are good. */
  @Test
  void labelsOfPeopleBesideTheScoresGivePrecisionAndRecall() throws IOException {
    write();
    ScoredSet scored = ScoredSet.create(scores.toString(), set.toString());
    for (int shard = 0; shard < 3; shard++) {
      score(scored, shard, 0.9, 0.9);
    }
    FilterPipeline before = pipeline(scores, "share >= 0.5");
    Path labels = scores.resolve("labels.jsonl");
    Files.writeString(
        labels, label(0, "0") + label(1, "1") + "\n" + label(4, "0.0") + label(5, "1"));

    FilterPipeline pipeline = pipeline(scores, "share >= 0.5");
    String text = pipeline.choose(FLOW, folder.resolve("s").toString()).text();
    Manifest manifest = filter(pipeline, false);

    assertThat(text)
        .contains("share >= 0.5 keeps 33.3 % (precision 0.500, recall 0.500)")
        .contains("share >= 0.62 keeps 16.7 % (precision 1.000, recall 0.500)")
        .contains("The same for every sample that has it: rouge 0.9\n");
    assertThat(samples(manifest))
        .extracting(sample -> sample.scores().get("label"))
        .containsExactly(0.0, 1.0);
    assertThat(before.isComplete()).as("labels are a part of what is written").isFalse();
  }

  private static String label(int number, String label) {
    return "{\"id\": \"a/a.json@%d\", \"label\": %s}%n".formatted(number, label);
  }

  @Test
  void labelsThatAreNoneOrOfNoSampleAreRefused() throws IOException {
    write();
    ScoredSet scored = ScoredSet.create(scores.toString(), set.toString());
    for (int shard = 0; shard < 3; shard++) {
      score(scored, shard, 0.9, 0.9);
    }
    Path labels = scores.resolve("labels.jsonl");
    Files.writeString(labels, label(0, "1") + label(6, "1"));
    assertThatThrownBy(() -> pipeline(scores, "share >= 0").choose(FLOW, out.toString()))
        .isInstanceOf(FilterException.class)
        .hasMessage(
            labels
                + " labels 2 samples, but 1 of the set have a label: its other ids are of no"
                + " sample. Take them out, or correct them.");
    for (String wrong : List.of("{", "{\"id\": \"x\"}", label(0, "2"), label(0, "\"1\""))) {
      Files.writeString(labels, "\n" + wrong);
      assertThatThrownBy(() -> ScoredSet.open(scores.toString()).labels())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(labels + " line 2 ");
    }
    Files.writeString(labels, label(0, "1") + label(0, "0"));
    assertThatThrownBy(() -> ScoredSet.open(scores.toString()).labels())
        .hasMessage(labels + " line 2: 'a/a.json@0' has another label above");
  }

  @Test
  void boundsThatDoNotDecideAreRefused() throws IOException {
    Sample stopped =
        scored(1, 0.625).withScores(Map.of("share", 0.625, "share_low", 0.625, "share_high", 1.0));
    new FinishedSet(set).shard(stopped, scored(2, 0.25)).write();

    assertThatThrownBy(() -> filter(set, "share >= 0.75"))
        .isInstanceOf(FilterException.class)
        .hasMessageContaining("undecided for 1 samples")
        .hasMessageContaining(": a/a.json@1. ");
    assertThat(pipeline(set, "share >= 0.6").choose(FLOW, folder.resolve("s").toString()).kept())
        .isEqualTo(1);
  }

  @Test
  void aScoreThatNoSampleHasIsRefusedWithTheNamesThatThereAre() throws IOException {
    write();

    assertThatThrownBy(() -> filter(set, "shear >= 0.75"))
        .hasMessageStartingWith(
            "No sample has a score or column shear. Scores: share. Columns: id, source, task,");
  }

  @Test
  void foldersOfOthersAreLeftAlone() throws IOException {
    write();
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "x");

    assertThatThrownBy(() -> pipeline(set, "share >= 0").claim(true))
        .isInstanceOf(FilterException.class)
        .hasMessageContaining("holds files that no filter made, such as ");
  }
}
