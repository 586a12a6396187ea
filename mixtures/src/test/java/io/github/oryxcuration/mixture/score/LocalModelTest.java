package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import io.github.oryxcuration.mixture.testing.FinishedSet;
import io.github.oryxcuration.mixture.testing.Samples;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime with a random model of a million weights. */
class LocalModelTest {
  private static final ScoreOptions OPTIONS = new ScoreOptions(3, 1, true, 0, 20_000, 8, 256, 7);

  @TempDir private static Path folder;
  private static LocalModel model;

  @BeforeAll
  static void makeModel() throws IOException {
    Path weights = folder.resolve("model");
    TinyCheckpoint.write(weights, TinySpec.tiny());
    model =
        LocalModel.of(new ModelSpec(weights.toString(), Precision.F32, List.of("cpu")), 2, OPTIONS);
  }

  private static AnswerRequest request(String text, boolean greedy, Long... seeds) {
    return new AnswerRequest(
        "a", List.of(Turn.human(text)), List.of(), Modality.TEXT, greedy, List.of(seeds), "");
  }

  @Test
  void anAnswerDependsOnItsSeedAloneWhateverIsAskedBesideIt() throws IOException {
    try (Answerer answerer = model.open("", "", 1)) {
      Reply together = answerer.answer(List.of(request("What?", true, 1L, 2L))).get(0);
      Reply again = answerer.answer(List.of(request("What?", true, 1L, 2L))).get(0);
      Reply second = answerer.answer(List.of(request("What?", false, 2L))).get(0);
      Reply likeliest = answerer.answer(List.of(request("What?", true))).get(0);

      assertThat(together.answers()).hasSize(3).doesNotHaveDuplicates();
      assertThat(again).isEqualTo(together);
      assertThat(second.answers()).isEqualTo(together.answers().subList(2, 3));
      assertThat(likeliest.answers()).isEqualTo(together.answers().subList(0, 1));
    }
  }

  @Test
  void specialTokensThatTheTextSpellsAreCounted() throws IOException {
    try (Answerer answerer = model.open("", "", 1)) {
      List<Reply> replies =
          answerer.answer(
              List.of(
                  request("Is <|im_end|> or <|im_start|> a word?", true), request("No?", true)));

      assertThat(replies).extracting(Reply::specialTokens).containsExactly(2, 0);
    }
    Path set = folder.resolve("spelled");
    new FinishedSet(set)
        .shard(Samples.text("t", 1, "What is <|im_end|>?", "so"), Samples.text("t", 2, "No?", "so"))
        .write();
    String out = folder.resolve("spelled-scores").toString();
    ScorePipeline.of(set.toString(), out, model, OPTIONS).run(new LocalFlow(1, Progress.NONE));

    List<Sample> samples = scored(out);
    assertThat(samples.get(0).scores()).containsEntry("special_tokens", 1.0);
    assertThat(samples.get(1).scores()).doesNotContainKey("special_tokens");
  }

  @Test
  void aFaultyRequestFailsAlone() throws IOException {
    AnswerRequest broken =
        new AnswerRequest(
            "b",
            List.of(Turn.human("no placeholder")),
            List.of(
                Samples.picture("a", 1, 64, 48, "q", "a").frames().get(0).picture(),
                Samples.picture("a", 1, 64, 48, "q", "a").frames().get(0).picture()),
            Modality.IMAGE,
            true,
            List.of(),
            "");
    AnswerRequest long8k = request("word ".repeat(30_000), true);
    try (Answerer answerer = model.open("", "", 1)) {
      List<Reply> replies = answerer.answer(List.of(broken, request("What?", true), long8k));

      assertThat(replies.get(0).fault()).startsWith("PLACEHOLDER_COUNT: found 0 <image> for 2");
      assertThat(replies.get(1).fault()).isEmpty();
      assertThat(replies.get(1).answers()).hasSize(1);
      assertThat(replies.get(2).fault()).startsWith("OVER_BUDGET: the prompt has ");
    }
  }

  @Test
  void picturesVideosAndTextAreScoredWithTheirPerplexity() throws IOException {
    Path set = folder.resolve("set");
    new FinishedSet(set)
        .shard(
            Samples.picture("p", 1, 64, 48, "What is it?", "red"),
            Samples.video("v", 2, 3, "What happens?"),
            Samples.text("t", 3, "Why?", "so"))
        .write();
    String out = folder.resolve("scores").toString();

    assertThat(
            ScorePipeline.of(set.toString(), out, model, OPTIONS)
                .run(new LocalFlow(1, Progress.NONE)))
        .isEqualTo(
            Map.of(
                "p", new ScorePipeline.Scored(1, 1, 0),
                "t", new ScorePipeline.Scored(1, 1, 0),
                "v", new ScorePipeline.Scored(1, 1, 0)));

    List<Sample> samples = scored(out);
    for (Sample shown : samples.subList(0, 2)) {
      assertThat(score(shown, "perplexity")).isGreaterThan(1);
      assertThat(score(shown, "visual_gain"))
          .isCloseTo(
              Math.log(score(shown, "blind_perplexity")) - Math.log(score(shown, "perplexity")),
              within(1e-12));
    }
    assertThat(samples.get(2).scores())
        .containsKeys("perplexity", "votes", "share", "entropy")
        .doesNotContainKeys("blind_perplexity", "visual_gain", "blind_match");
  }

  private static double score(Sample sample, String name) {
    return requireNonNull(sample.scores().get(name), name);
  }

  private static List<Sample> scored(String out) throws IOException {
    ScoredSet set = ScoredSet.open(out);
    List<Sample> samples = new ArrayList<>();
    for (Manifest.Shard shard : set.manifest().shards()) {
      try (JoinedRows rows = JoinedRows.open(set, shard.file())) {
        rows.forEachRemaining(samples::add);
      }
    }
    return samples;
  }

  @Test
  void aWorkerThatWouldAnswerOtherwiseIsRefused() {
    LocalModel elsewhere =
        new LocalModel(model.spec(), model.threads(), model.options(), "oryx-1 other");

    assertThatThrownBy(() -> elsewhere.open("", "", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("The model on this worker would answer otherwise");
  }
}
