package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.consistency.Binomial;
import io.github.oryxcuration.mixture.consistency.StopRule;
import io.github.oryxcuration.mixture.filter.FilterPipeline;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorePipelineTest {
  private static final int PLANTED = 10_000;
  private static final int SHARDS = 4;

  @TempDir private Path folder;

  private static ScoreOptions options(double stopAtShare) {
    return new ScoreOptions(8, 0.7, false, stopAtShare, 20_000, 10, 256, 7);
  }

  /** Every fifth of the samples has a wrong answer. */
  private Path planted(int count) throws IOException {
    Path set = folder.resolve("set");
    FinishedSet finished = new FinishedSet(set);
    for (int shard = 0; shard < SHARDS; shard++) {
      int first = shard * count / SHARDS;
      int last = (shard + 1) * count / SHARDS;
      finished.shard(
          IntStream.range(first, last)
              .mapToObj(
                  i -> Samples.text("a", i, "What is " + i + "?", (i % 5 == 0 ? "w" : "t") + i))
              .toArray(Sample[]::new));
    }
    finished.write();
    return set;
  }

  private Map<String, ScorePipeline.Scored> score(
      Path set, String out, ScoringModel model, ScoreOptions options, int threads)
      throws IOException {
    return ScorePipeline.of(set.toString(), folder.resolve(out).toString(), model, options)
        .run(new LocalFlow(threads, Progress.NONE));
  }

  private List<Sample> scored(String out) throws IOException {
    ScoredSet set = ScoredSet.open(folder.resolve(out).toString());
    List<Sample> samples = new ArrayList<>();
    for (Manifest.Shard shard : set.manifest().shards()) {
      try (JoinedRows rows = JoinedRows.open(set, shard.file())) {
        rows.forEachRemaining(samples::add);
      }
    }
    return samples;
  }

  private static double score(Sample sample, String name) {
    return requireNonNull(sample.scores().get(name), name);
  }

  private static boolean isGood(Sample sample) {
    return sample.conversations().get(1).value().startsWith("t");
  }

  @Test
  void precisionAndRecallFollowFromTheNoiseOfTheModel() throws IOException {
    Path set = planted(PLANTED);
    double accuracy = 0.8;

    assertThat(
            score(
                set,
                "scores",
                new ScriptedModel(accuracy, ScriptedModel.Wrong.ALIKE),
                options(0),
                2))
        .isEqualTo(Map.of("a", new ScorePipeline.Scored(PLANTED, PLANTED, 0)));

    List<Sample> samples = scored("scores");
    Predicate<Sample> kept = s -> score(s, "majority_match") == 1 && score(s, "share") >= 0.625;
    int good = (int) samples.stream().filter(s -> isGood(s)).count();
    int goodKept = (int) samples.stream().filter(s -> isGood(s) && kept.test(s)).count();
    int badKept = (int) samples.stream().filter(s -> !isGood(s) && kept.test(s)).count();
    assertThat(good).isEqualTo(8000);
    double recall = Binomial.atLeast(5, 8, accuracy);
    double falseKept = Binomial.atLeast(5, 8, 1 - accuracy);
    double precision = 0.8 * recall / (0.8 * recall + 0.2 * falseKept);
    Binomial.Interval recalls = Binomial.interval(goodKept, good, 0.95);
    Binomial.Interval precisions = Binomial.interval(goodKept, goodKept + badKept, 0.95);
    assertThat(recall).isBetween(recalls.low(), recalls.high());
    assertThat(precision).isBetween(precisions.low(), precisions.high());

    Path out = folder.resolve("kept");
    FilterPipeline filter =
        FilterPipeline.of(
            ScoredSet.open(folder.resolve("scores").toString()),
            "majority_match = 1 and share >= 0.625",
            out.toString());
    assertThat(filter.choose(new LocalFlow(2, Progress.NONE), out.toString()).kept())
        .isEqualTo(goodKept + badKept);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 0.8, 0.95})
  void stoppingSavesWhatTheExpectationSaysAndChangesNoDecision(double accuracy) throws IOException {
    Path set = planted(PLANTED);
    ScoringModel model = new ScriptedModel(accuracy, ScriptedModel.Wrong.DIFFERENT);
    score(set, "all", model, options(0), 2);
    score(set, "stopped", model, options(0.625), 2);

    List<Sample> all = scored("all");
    List<Sample> stopped = scored("stopped");
    double votes = 0;
    for (int i = 0; i < all.size(); i++) {
      double low = score(stopped.get(i), "share");
      double share = score(all.get(i), "share");
      double high = stopped.get(i).scores().getOrDefault("share_high", low);
      assertThat(low >= 0.625).isEqualTo(share >= 0.625);
      assertThat(share).isBetween(low, high);
      for (String name : List.of("reference_share", "majority_match", "entropy")) {
        Map<String, Double> bounds = stopped.get(i).scores();
        double whole = score(all.get(i), name);
        assertThat(whole)
            .as(name)
            .isBetween(
                bounds.getOrDefault(name + "_low", whole),
                bounds.getOrDefault(name + "_high", whole));
      }
      votes += score(stopped.get(i), "votes");
    }
    double expected = new StopRule(8, 5).expectedVotes(accuracy);
    double saved = 100 * (1 - votes / all.size() / 8);
    assertThat(saved).isCloseTo(100 * (1 - expected / 8), within(1.0));
  }

  @Test
  void scoresAreTheSameAtAnyParallelismAndAFinishedRunAsksNothing() throws IOException {
    Path set = planted(40);
    ScoringModel model = new ScriptedModel(0.7, ScriptedModel.Wrong.ALIKE);
    score(set, "one", model, options(0), 1);
    score(set, "four", model, options(0), 4);

    for (Manifest.Shard shard : Manifest.read(set.toString()).shards()) {
      assertThat(folder.resolve("four/scores/" + shard.file()))
          .hasSameBinaryContentAs(folder.resolve("one/scores/" + shard.file()));
    }
    int before = ScriptedModel.ANSWERS.get();
    score(set, "one", model, options(0), 1);
    assertThat(ScriptedModel.ANSWERS.get()).isEqualTo(before);
    assertThatThrownBy(() -> score(set, "one", model, options(0.5), 1))
        .isInstanceOf(ScoreException.class)
        .hasMessageContaining("holds scores of another set, model or other options");
  }

  /** A model that dies after some batches, has no room for more than two, and cannot answer 7. */
  private record Troubled(int dieAfter, int room, int never) implements ScoringModel {
    static final java.util.concurrent.atomic.AtomicInteger CALLS =
        new java.util.concurrent.atomic.AtomicInteger();

    @Override
    public String identity() {
      return "troubled";
    }

    @Override
    public Answerer open(String folder, String shard, int shards) {
      Answerer sound = new ScriptedModel(1, ScriptedModel.Wrong.ALIKE).open(folder, shard, shards);
      return new Answerer() {
        @Override
        public List<Reply> answer(List<AnswerRequest> batch) throws IOException {
          if (CALLS.incrementAndGet() > dieAfter) {
            throw new IOException("the plug is pulled");
          }
          if (batch.size() > room) {
            throw new BatchTooLargeException(batch.size() + " at once, there is room for " + room);
          }
          List<Reply> replies = new ArrayList<>();
          for (AnswerRequest request : batch) {
            replies.add(
                request.text().equals("What is " + never + "?")
                    ? Reply.failed("no idea")
                    : sound.answer(List.of(request)).get(0));
          }
          return replies;
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void finishedBatchesAreNotRepeatedAfterACrash() throws IOException {
    Path set = planted(40);
    ScoreOptions small = new ScoreOptions(2, 0.7, false, 0, 400, 10, 256, 7);
    Troubled.CALLS.set(0);
    assertThatThrownBy(() -> score(set, "s", new Troubled(5, 100, -1), small, 1))
        .hasRootCauseMessage("the plug is pulled");
    int batches;
    try (var files = Files.walk(folder.resolve("s/work"))) {
      batches = (int) files.filter(f -> f.toString().endsWith(".json")).count();
    }
    assertThat(batches).as("of the shard that was not finished").isPositive();

    Troubled.CALLS.set(0);
    score(set, "s", new Troubled(1000, 100, -1), small, 1);
    int resumed = Troubled.CALLS.get();
    Troubled.CALLS.set(0);
    score(set, "whole", new Troubled(1000, 100, -1), small, 1);
    assertThat(resumed).isEqualTo(Troubled.CALLS.get() - 5);
    assertThat(scored("s")).isEqualTo(scored("whole"));
  }

  @Test
  void aBatchWithoutRoomIsSplitAndAQuestionWithoutAnswerIsADeadLetter() throws IOException {
    Path set = planted(12);
    Troubled.CALLS.set(0);

    assertThat(score(set, "s", new Troubled(1000, 2, 7), options(0), 1))
        .isEqualTo(Map.of("a", new ScorePipeline.Scored(12, 11, 1)));

    List<Sample> samples = scored("s");
    assertThat(samples.get(7).scores()).isEmpty();
    assertThat(samples.get(6).scores()).containsEntry("share", 1.0).containsEntry("votes", 8.0);
    assertThat(samples.get(0).scores()).containsEntry("batch_split", 1.0);
    List<LedgerRow> lost = new ArrayList<>();
    LedgerReader.files(folder.resolve("s").toString())
        .forEach(
            file -> {
              try {
                LedgerReader.read(file, lost::add);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(lost)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo("a/a.json@7");
              assertThat(row.reason()).isEqualTo(Reason.SCORE_FAILED);
              assertThat(row.message()).isEqualTo("no idea");
            });
  }

  @Test
  void everyScoreOfACaptionAndOfAnAnswerHasItsColumn() throws IOException {
    Path set = folder.resolve("set");
    new FinishedSet(set)
        .shard(
            Samples.picture("p", 1, 64, 48, "What is 1?", "t1"),
            Samples.video("v", 2, 2, "What is 2?"))
        .write();
    ScoreOptions all = new ScoreOptions(2, 0.7, true, 0, 20_000, 10, 256, 7);
    score(set, "s", new ScriptedModel(1, ScriptedModel.Wrong.ALIKE), all, 1);

    List<Sample> samples = scored("s");
    Map<String, Double> answer = new TreeMap<>(samples.get(0).scores());
    assertThat(answer.remove("interval_low")).isCloseTo(0.025, within(1e-9)); // p^2 / p
    assertThat(answer)
        .isEqualTo(
            Map.of(
                "blind_match", 1.0,
                "entropy", 0.0,
                "greedy_match", 1.0,
                "interval_high", 1.0,
                "majority_match", 1.0,
                "reference_share", 1.0,
                "share", 1.0,
                "votes", 2.0));
    assertThat(samples.get(1).scores())
        .containsOnlyKeys(
            "blind_rouge_l",
            "bleu4_pairwise",
            "bleu4_reference",
            "cider_d_pairwise",
            "cider_d_reference",
            "greedy_rouge_l",
            "meteor_pairwise",
            "meteor_reference",
            "rouge_l_pairwise",
            "rouge_l_reference",
            "votes");
  }
}
