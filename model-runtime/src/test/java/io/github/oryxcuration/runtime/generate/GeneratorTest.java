package io.github.oryxcuration.runtime.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.sampling.Sampling;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.TinyDecoders;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  private static final int USABLE = 256;
  private static final Sampling WARM = new Sampling(1, 0, 1, 1);

  @TempDir static Path folder;
  private static Decoder decoder;

  @BeforeAll
  static void load() {
    decoder =
        TinyDecoders.load(
            TinyDecoders.write(folder.resolve("m"), TinyDecoders.config(Architecture.QWEN2, false)),
            false);
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  /** Every token is a letter of Latin-1. */
  private static String decode(long[] ids) {
    byte[] bytes = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      bytes[i] = (byte) ids[i];
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Generated generate(
      List<long[]> prompts, int answers, long seed, Sampling sampling, Limits limits, Progress to) {
    List<PromptInput> inputs = new ArrayList<>();
    try {
      for (long[] prompt : prompts) {
        inputs.add(new PromptInput(decoder.embed(prompt), answers, seed));
      }
      return new Generator(decoder, GeneratorTest::decode, 64)
          .generate(inputs, sampling, limits, to);
    } finally {
      inputs.forEach(input -> input.embeddings().close());
    }
  }

  private static List<Long> ids(Generated generated, int prompt, int answer) {
    return generated.answers().get(prompt).get(answer).ids();
  }

  private static long[] prompt(int length) {
    long[] ids = new long[length];
    Arrays.setAll(ids, i -> (31L * i + length) % USABLE);
    return ids;
  }

  @Test
  void answersOverOnePromptDifferButAreTheSameForTheSameSeed() {
    Limits limits = Limits.exactly(12, USABLE);

    Generated first = generate(List.of(prompt(40)), 4, 7, WARM, limits, Progress.NONE);
    Generated again = generate(List.of(prompt(40)), 4, 7, WARM, limits, Progress.NONE);
    Generated other = generate(List.of(prompt(40)), 4, 8, WARM, limits, Progress.NONE);

    assertThat(first.answers()).isEqualTo(again.answers());
    assertThat(first.answers().get(0)).extracting(Answer::ids).doesNotHaveDuplicates();
    assertThat(other.answers()).isNotEqualTo(first.answers());
    Metrics metrics = first.metrics();
    assertThat(
            List.of(
                metrics.prefills(),
                metrics.prefixCaches(),
                metrics.promptTokens(),
                metrics.steps(),
                metrics.steppedTokens(),
                metrics.newTokens()))
        .containsExactly(1, 1, 40, 11, 44, 48);
  }

  @Test
  void rowsAreAnsweredTogetherAsAlone() {
    Limits limits = Limits.exactly(10, USABLE);
    List<long[]> prompts = List.of(prompt(3), prompt(90), prompt(1));

    Generated together = generate(prompts, 1, 5, WARM, limits, Progress.NONE);

    for (int i = 0; i < prompts.size(); i++) {
      Generated alone = generate(List.of(prompts.get(i)), 1, 5, WARM, limits, Progress.NONE);
      assertThat(ids(together, i, 0)).isEqualTo(ids(alone, 0, 0));
    }
  }

  @Test
  void idsBehindTheTokenizerNeverComeUp() {
    Generated generated =
        generate(
            List.of(prompt(5)),
            8,
            1,
            new Sampling(50, 0, 1, 1), // near to uniform
            Limits.exactly(40, 20),
            Progress.NONE);

    assertThat(generated.answers().get(0))
        .flatExtracting(Answer::ids)
        .hasSize(320)
        .allMatch(id -> id < 20);
  }

  @Test
  void endTokenEndsItsRowAloneAndIsNoPartOfTheText() {
    List<Long> whole =
        ids(
            generate(List.of(prompt(9)), 1, 3, WARM, Limits.exactly(9, USABLE), Progress.NONE),
            0,
            0);
    long end = whole.get(4);
    int at = whole.indexOf(end);

    Generated generated =
        generate(
            List.of(prompt(9), prompt(30)),
            1,
            3,
            WARM,
            Limits.of(9, Set.of(end), USABLE),
            Progress.NONE);

    Answer ended = generated.answers().get(0).get(0);
    assertThat(ended.ids()).isEqualTo(whole.subList(0, at + 1));
    assertThat(ended.reason()).isEqualTo(FinishReason.END_TOKEN);
    assertThat(ended.text()).isEqualTo(text(whole.subList(0, at)).strip());
  }

  @Test
  void stopStringEndsTheAnswerAcrossTokens() {
    List<Long> whole =
        ids(
            generate(List.of(prompt(9)), 1, 3, WARM, Limits.exactly(9, USABLE), Progress.NONE),
            0,
            0);
    String stop = text(whole.subList(3, 5));
    int at = text(whole).indexOf(stop);
    Limits limits = new Limits(9, Set.of(), List.of(stop), false, USABLE);

    Answer answer =
        generate(List.of(prompt(9)), 1, 3, WARM, limits, Progress.NONE).answers().get(0).get(0);

    assertThat(answer.ids()).isEqualTo(whole.subList(0, at + 2));
    assertThat(answer.text()).isEqualTo(text(whole.subList(0, at)).strip());
    assertThat(answer.reason()).isEqualTo(FinishReason.STOP_STRING);
  }

  private static String text(List<Long> ids) {
    return decode(ids.stream().mapToLong(Long::longValue).toArray());
  }

  @Test
  void textIsToldAsItComes() {
    Map<String, StringBuilder> heard = new TreeMap<>();
    Progress listener =
        new Progress() {
          @Override
          public void text(int prompt, int answer, String piece) {
            heard.computeIfAbsent(prompt + "." + answer, key -> new StringBuilder()).append(piece);
          }
        };

    Generated generated =
        generate(List.of(prompt(4), prompt(6)), 2, 1, WARM, Limits.exactly(8, USABLE), listener);

    assertThat(heard.keySet()).containsExactly("0.0", "0.1", "1.0", "1.1");
    heard.forEach(
        (key, text) -> {
          Answer answer = generated.answers().get(key.charAt(0) - '0').get(key.charAt(2) - '0');
          assertThat(text.toString()).isEqualTo(text(answer.ids()));
          assertThat(answer.text()).isEqualTo(text.toString().strip());
          assertThat(answer.reason()).isEqualTo(FinishReason.LENGTH);
        });
  }

  /** Cancels when it is asked for the nth time. */
  private static Progress cancelling(int n) {
    return new Progress() {
      private int asked;

      @Override
      public boolean isCancelled() {
        return ++asked == n; // and never again: once is enough
      }
    };
  }

  @Test
  void cancellingKeepsWhatThereIs() {
    // Asked before the prompt, after its only chunk, and before every step.
    Generated generated =
        generate(List.of(prompt(9)), 2, 3, WARM, Limits.exactly(9, USABLE), cancelling(5));

    assertThat(generated.answers().get(0))
        .allSatisfy(
            answer -> {
              assertThat(answer.reason()).isEqualTo(FinishReason.CANCELLED);
              assertThat(answer.ids()).hasSize(3);
            });
  }

  @Test
  void cancellingWhileAPromptIsReadGivesNoTokens() {
    Generated generated =
        generate(
            List.of(prompt(200), prompt(9)), 1, 3, WARM, Limits.exactly(9, USABLE), cancelling(3));

    assertThat(generated.answers())
        .allSatisfy(
            answers ->
                assertThat(answers)
                    .containsExactly(new Answer(List.of(), "", FinishReason.CANCELLED)));
    assertThat(generated.metrics().prefills()).isEqualTo(1);
  }

  @Test
  void oneTokenTakesNoStep() {
    Generated generated =
        generate(List.of(prompt(4)), 3, 0, WARM, Limits.exactly(1, USABLE), Progress.NONE);

    assertThat(generated.answers().get(0))
        .extracting(answer -> answer.ids().size())
        .containsOnly(1);
    assertThat(generated.metrics().steps()).isZero();
  }

  @Test
  void promptWithoutRoomForItsAnswerIsRefused() {
    assertThatThrownBy(
            () ->
                generate(
                    List.of(prompt(4), prompt(505)),
                    1,
                    0,
                    WARM,
                    Limits.exactly(8, USABLE),
                    Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prompt 1 has 505 positions and up to 8 more to come; allowed are 1 and more, and 512"
                + " in all. Shorten the prompt, or ask for fewer new tokens");
  }

  @Test
  void scoresAreThoseOfTheTokensOneAfterAnother() {
    long[] prompt = prompt(17);
    List<long[]> continuations = List.of(new long[] {5}, new long[] {9, 200, 3, 77}, prompt(90));
    try (Value embeddings = decoder.embed(prompt)) {
      List<ContinuationScore> all =
          new Scorer(decoder, 16, USABLE).score(embeddings, continuations);

      for (int i = 0; i < continuations.size(); i++) {
        long[] continuation = continuations.get(i);
        double sum = 0;
        for (int k = 0; k < continuation.length; k++) {
          long[] before = Arrays.copyOf(prompt, prompt.length + k);
          System.arraycopy(continuation, 0, before, prompt.length, k);
          try (Value longer = decoder.embed(before)) {
            double one =
                new Scorer(decoder, 512, USABLE)
                    .score(longer, List.of(new long[] {continuation[k]}))
                    .get(0)
                    .sum();
            assertThat((double) all.get(i).logProbabilities().get(k))
                .isCloseTo(one, org.assertj.core.data.Offset.offset(1e-4));
            sum += one;
          }
        }
        assertThat(all.get(i).perplexity())
            .isCloseTo(
                Math.exp(-sum / continuation.length),
                org.assertj.core.data.Percentage.withPercentage(0.1));
      }
    }
  }

  @Test
  void networkThatGivesNoNumbersIsRefusedAndNotAnswered() {
    float[] broken = new float[decoder.config().hidden()];
    Arrays.fill(broken, Float.NaN);
    try (Value embeddings = Value.floats(broken, 1, broken.length)) {
      List<PromptInput> prompt = List.of(new PromptInput(embeddings, 1, 0));
      Generator generator = new Generator(decoder, GeneratorTest::decode, 64);

      assertThatThrownBy(
              () -> generator.generate(prompt, WARM, Limits.exactly(2, USABLE), Progress.NONE))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("logits must be numbers below infinity, but that of token 0 is");
      assertThatThrownBy(
              () -> new Scorer(decoder, 16, USABLE).score(embeddings, List.of(new long[] {1, 2})))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("the score of token 0 is no number: ");
    }
  }

  @Test
  void continuationOutsideTheTokenizerIsRefused() {
    try (Value embeddings = decoder.embed(prompt(3))) {
      Scorer scorer = new Scorer(decoder, 16, 20);

      assertThatThrownBy(() -> scorer.score(embeddings, List.of(new long[] {1}, new long[] {20})))
          .hasMessage("tokens of a continuation must be in 0 to 19, but one is 20");
      assertThatThrownBy(() -> scorer.score(embeddings, List.of(new long[0])))
          .hasMessage("a continuation must have at least one token");
    }
  }
}
