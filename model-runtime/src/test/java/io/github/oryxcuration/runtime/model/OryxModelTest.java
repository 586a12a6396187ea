package io.github.oryxcuration.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.FinishReason;
import io.github.oryxcuration.runtime.generate.Generated;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.prompt.FrameRule;
import io.github.oryxcuration.runtime.prompt.FrameSource;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.sampling.Draw;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OryxModelTest {
  private static final RgbImage PICTURE = RgbImage.filled(40, 50, 200, 30, 90);
  private static final AnswerOptions DRAWN = AnswerOptions.upTo(8).withTemperature(1).withTopK(0);

  @TempDir static Path folder;
  private static ModelSpec spec;
  private static OryxModel model;

  @BeforeAll
  static void load() throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
    spec = new ModelSpec(folder.toString(), Precision.F32, List.of("cpu"));
    model = OryxModel.load(spec);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Question picture(String text) {
    return Question.of(text, List.of(new Medium.Picture(PICTURE)));
  }

  private static FrameSource frames(int count) {
    List<RgbImage> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(RgbImage.filled(64, 48, 3 * i, 255 - 3 * i, 7));
    }
    return FrameSource.of(frames);
  }

  @Test
  void picturesVideosLongVideosAndTextAreAnswered() {
    MediaRules rules = MediaRules.published().withFrames(FrameRule.all());
    List<Question> questions =
        List.of(
            picture("What is it?"),
            Question.of(
                "Are <image> and <image> alike?",
                List.of(new Medium.Picture(PICTURE), new Medium.Picture(PICTURE))),
            Question.of("What happens?", List.of(new Medium.Video(frames(3)))),
            Question.of("What happened?", List.of(new Medium.LongVideo(frames(5)))),
            Question.of("Who are you?", List.of()));
    List<Ask> asks = questions.stream().map(it -> Ask.once(model.prepare(it, rules))).toList();

    Generated together = model.answer(asks, DRAWN, Progress.NONE);

    for (int i = 0; i < asks.size(); i++) {
      Generated alone = model.answer(List.of(asks.get(i)), DRAWN, Progress.NONE);
      assertThat(together.answers().get(i)).isEqualTo(alone.answers().get(0));
      assertThat(together.answers().get(i).get(0).ids()).isNotEmpty();
    }
  }

  @Test
  void framesThatAreShownSeveralTimesAreEncodedOnceForTheSameAnswer() {
    List<RgbImage> two = List.of(PICTURE, RgbImage.filled(40, 50, 1, 2, 3));
    Question repeated = Question.of("What?", List.of(new Medium.Video(FrameSource.of(two))));
    List<RgbImage> four = List.of(two.get(0), two.get(0), two.get(0), two.get(1));
    Question each = Question.of("What?", List.of(new Medium.Video(FrameSource.of(four))));
    MediaRules stretched = MediaRules.published().withFrames(new FrameRule(4, true));

    assertThat(model.prepare(repeated, stretched).layout())
        .isEqualTo(model.prepare(each, stretched).layout());
    assertThat(answer(repeated, stretched)).isEqualTo(answer(each, stretched));
  }

  private static Answer answer(Question question, MediaRules rules) {
    List<Ask> asks = List.of(Ask.once(model.prepare(question, rules)));
    return model.answer(asks, DRAWN, Progress.NONE).answers().get(0).get(0);
  }

  @Test
  void severalAnswersTakeOnePrefill() {
    Ask ask = new Ask(model.prepare(picture("What is it?")), 5, 3);

    Generated generated = model.answer(List.of(ask), DRAWN, Progress.NONE);

    assertThat(generated.answers().get(0)).hasSize(5).doesNotHaveDuplicates();
    assertThat(generated.metrics().prefills()).isEqualTo(1);
    assertThat(generated.metrics().prefixCaches()).isEqualTo(1);
    assertThat(generated.metrics().promptTokens()).isEqualTo(ask.input().layout().length());
    assertThat(generated.metrics().timeToFirstToken())
        .isGreaterThan(generated.metrics().firstToken());
  }

  @Test
  void likeliestAndDrawnAnswersShareAPromptAndAreWhatTheyWouldBeAlone() {
    ModelInput input = model.prepare(picture("What is it?"));
    Ask together = new Ask(input, List.of(Draw.of(5), Draw.LIKELIEST, Draw.of(6)));

    Generated generated = model.answer(List.of(together), DRAWN, Progress.NONE);

    assertThat(generated.metrics().prefills()).isEqualTo(1);
    assertThat(generated.answers().get(0))
        .containsExactly(
            alone(input, Draw.of(5), DRAWN),
            alone(input, Draw.of(0), DRAWN.withTemperature(0)),
            alone(input, Draw.of(6), DRAWN));
  }

  private static Answer alone(ModelInput input, Draw draw, AnswerOptions options) {
    Ask ask = new Ask(input, List.of(draw));
    return model.answer(List.of(ask), options, Progress.NONE).answers().get(0).get(0);
  }

  @Test
  void threadsGetTheAnswersThatTheyWouldGetAlone() throws Exception {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      questions.add(picture("Question " + i + "?"));
    }
    List<Answer> expected = questions.stream().map(it -> model.answer(it, DRAWN)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> answers =
          questions.stream().map(it -> threads.submit(() -> model.answer(it, DRAWN))).toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(expected.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void answerTheModelWouldGiveScoresHigherThanOthers() {
    Question question = picture("What is it?");
    AnswerOptions greedy =
        AnswerOptions.upTo(4).withTemperature(0).withRepetitionPenalty(1).withExactLength();
    String own = model.answer(question, greedy).text();

    var scores =
        model.score(model.prepare(question), List.of("Quite another text.", "7", "<|im_end|>"));

    assertThat(own).isNotNull();
    assertThat(scores)
        .hasSize(3)
        .allSatisfy(
            score -> {
              assertThat(score.sum()).isNegative().isFinite();
              assertThat(score.perplexity()).isGreaterThan(1);
            });
    assertThat(scores.get(1).logProbabilities()).hasSize(1);
    assertThat(scores.get(2).logProbabilities()).hasSize(1);
  }

  @Test
  void cancellingWhileMediaAreEncodedGivesEmptyAnswers() {
    Progress cancelled =
        new Progress() {
          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Ask ask = new Ask(model.prepare(picture("What is it?")), 2, 0);

    Answer none = new Answer(List.of(), "", FinishReason.CANCELLED);
    assertThat(model.answer(List.of(ask), DRAWN, cancelled).answers())
        .containsExactly(List.of(none, none));
  }

  @Test
  void templatesEndTokenEndsAnswersToo() {
    assertThat(model.endIds()).hasSizeGreaterThanOrEqualTo(1);
    model
        .config()
        .generation()
        .endIds()
        .forEach(id -> assertThat(model.endIds()).contains(id.longValue()));
  }

  @Test
  void promptThatTheModelWouldCutIsRefused() {
    String text = "x".repeat(40_000);

    assertThatThrownBy(() -> model.prepare(Question.of(text, List.of())))
        .isInstanceOfSatisfying(
            CurationException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.OVER_BUDGET);
              assertThat(e.explanation())
                  .matches(
                      "the prompt has \\d+ tokens, but the model keeps 32768"
                          + " \\(tokenizer_model_max_length\\), so its end would be lost; use fewer"
                          + " frames or smaller pictures");
            });
  }

  @Test
  void answerThatWouldRunBeyondTheModelsPositionsIsRefusedBeforeMediaAreEncoded() {
    Ask ask = Ask.once(model.prepare(picture("What is it?")));
    int tokens = ask.input().layout().length();
    AnswerOptions tooLong = AnswerOptions.upTo(32_769 - tokens);

    assertThatThrownBy(() -> model.answer(List.of(ask), tooLong, Progress.NONE))
        .isInstanceOfSatisfying(
            CurationException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.OVER_BUDGET);
              assertThat(e.explanation())
                  .isEqualTo(
                      "the prompt has %d tokens and its answer up to %d, but the model has 32768"
                          + " positions (max_position_embeddings); allow fewer new tokens, or use"
                          + " fewer frames or smaller pictures",
                      tokens, 32_769 - tokens);
            });
  }

  @Test
  void placeholdersAndMediaMustBeAsMany() {
    Question question = Question.of("<image> or <image>?", List.of(new Medium.Picture(PICTURE)));

    assertThatThrownBy(() -> model.prepare(question))
        .isInstanceOfSatisfying(
            CurationException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.PLACEHOLDER_COUNT));
  }

  @Test
  void identitySaysWhatAnswersDependOn() {
    ModelIdentity identity = model.identity();

    assertThat(identity.weights()).matches("[0-9a-f]{64}");
    assertThat(identity.tokenizer()).matches("[0-9a-f]{64}");
    assertThat(identity.type()).isEqualTo(ElementType.F32);
    assertThat(identity.devices()).containsExactly("cpu");
    assertThat(identity.threads()).isPositive();
    assertThat(identity.engine()).startsWith("libtorch ");
  }

  @Test
  void sharesOfOneSpecAreOneModelThatTheLastOneCloses() {
    SharedModel first = SharedModel.of(spec);
    SharedModel second = SharedModel.of(spec.withFolder(folder.resolve(".").toString()));
    OryxModel shared = first.model();

    assertThat(second.model()).isSameAs(shared);
    first.close();
    first.close(); // counts once
    assertThat(shared.answer(picture("Still there?"), DRAWN).ids()).isNotEmpty();
    second.close();
    assertThatThrownBy(() -> shared.answer(picture("And now?"), DRAWN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
    try (SharedModel third = SharedModel.of(spec)) {
      assertThat(third.model()).isNotSameAs(shared);
    }
  }

  @Test
  void folderThatIsMissingIsRefusedEveryTime() {
    ModelSpec missing = ModelSpec.of(folder.resolve("none").toString());

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> SharedModel.of(missing))
          .isInstanceOf(ModelException.class)
          .hasMessage(folder.resolve("none") + ": there is no such folder");
    }
  }

  @Test
  void gpuThatIsNotThereIsRefusedWithTheReason() {
    ModelSpec gpu = spec.withDevices(List.of("cuda:7"));

    assertThatThrownBy(() -> OryxModel.load(gpu))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("there is no device cuda:7: ");
  }
}
