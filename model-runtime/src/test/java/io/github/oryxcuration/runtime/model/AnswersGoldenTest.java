package io.github.oryxcuration.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.FinishReason;
import io.github.oryxcuration.runtime.generate.Generated;
import io.github.oryxcuration.runtime.generate.Generator;
import io.github.oryxcuration.runtime.generate.Limits;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.generate.PromptInput;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.sampling.Sampling;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From ids and pixels to the tokens that the reference answers with. */
class AnswersGoldenTest {
  private static final int CHUNK = 50;

  private final GoldenFile golden = GoldenFile.open("06_llm.safetensors");
  private final JsonNode cases = JsonFiles.object(SharedFiles.golden("cases.json"));

  /** Cases whose pixels are given. */
  static List<String> names() {
    return GoldenFile.open("06_llm.safetensors").names().stream()
        .filter(name -> name.endsWith(".greedy_ids"))
        .map(name -> name.substring(0, name.indexOf('.')))
        .filter(name -> !name.equals("e2e_file"))
        .toList();
  }

  static Stream<Arguments> checkpoints() {
    return Stream.of(
        Arguments.of("checkpoint", "greedy_ids"),
        Arguments.of("checkpoint_bf16_sharded", "greedy_ids_wbf16"));
  }

  private static boolean packed() {
    return TestDevice.packings().anyMatch(packed -> packed);
  }

  private static String prepared(String name) {
    return name.equals("text") ? "text_only" : name;
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void allPromptsTogetherEachAnsweredTwiceAsEachAlone(String checkpoint, String key) {
    List<String> names = names();
    int tokens = golden.longs(names.get(0) + ".greedy_ids").length;
    try (GoldenAnswers network = GoldenAnswers.open(checkpoint, ElementType.F32, packed())) {
      Limits limits = Limits.exactly(tokens, network.config().decoder().vocab());

      Generated generated = generate(network, names, 2, limits);

      for (int i = 0; i < names.size(); i++) {
        JsonNode expected = cases.path("case6_generation").path(names.get(i)).path(key);
        List<Long> ids = new ArrayList<>();
        expected.forEach(id -> ids.add(id.longValue()));
        assertThat(generated.answers().get(i))
            .as(names.get(i))
            .extracting(Answer::ids)
            .containsExactly(ids, ids);
      }
      assertThat(generated.metrics().prefills()).isEqualTo(names.size());
      assertThat(generated.metrics().prefixCaches()).isEqualTo(names.size());
      assertThat(generated.metrics().steps()).isEqualTo(tokens - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void endTokenEndsTheAnswer(String name) {
    JsonNode test = cases.path("case6_generation").path(name).path("eos_test");
    long end = test.path("eos_token_id").longValue();
    List<Long> expected = new ArrayList<>();
    test.path("ids").forEach(id -> expected.add(id.longValue()));
    try (GoldenAnswers network = GoldenAnswers.open("checkpoint", ElementType.F32, false)) {
      Limits limits = Limits.of(50, Set.of(end), network.config().decoder().vocab());

      Answer answer = generate(network, List.of(name), 1, limits).answers().get(0).get(0);

      assertThat(answer.ids()).isEqualTo(expected);
      assertThat(answer.reason()).isEqualTo(FinishReason.END_TOKEN);
    }
  }

  private static Generated generate(
      GoldenAnswers network, List<String> names, int answers, Limits limits) {
    List<PromptInput> prompts = new ArrayList<>();
    try {
      for (String name : names) {
        Value embeddings =
            network.embedder().embed(network.input(prepared(name)), 1 << 20, () -> false);
        prompts.add(new PromptInput(embeddings, answers, 0));
      }
      return new Generator(network.embedder().decoder(), Arrays::toString, CHUNK)
          .generate(prompts, Sampling.greedy(), limits, Progress.NONE);
    } finally {
      prompts.forEach(prompt -> prompt.embeddings().close());
    }
  }

  /**
   * The reference generated over all rows of the head; the model of a folder has the tokenizer's.
   */
  @Test
  void pictureFileIsAnsweredThroughTheFacadeUntilARowIsNoToken() {
    Path folder = GoldenFile.checkpoint("checkpoint");
    Path file = SharedFiles.golden("07_images/img_64x64.png");
    Question question =
        Question.of(
            cases.path("case5_prompts").path("one").asText(),
            List.of(new Medium.Picture(Pictures.decode(SharedFiles.bytes(file), 1 << 20))));
    long[] expected = golden.longs("e2e_file.greedy_ids");
    ModelSpec spec = new ModelSpec(folder.toString(), Precision.F32, List.of(TestDevice.name()));
    try (OryxModel model = OryxModel.load(spec)) {
      AnswerOptions options =
          AnswerOptions.upTo(expected.length)
              .withTemperature(0)
              .withRepetitionPenalty(1)
              .withExactLength();

      List<Long> ids = model.answer(question, options).ids();

      assertThat(ids).hasSameSizeAs(expected).allMatch(id -> id < model.tokens());
      for (int i = 0; i < expected.length && expected[i] < model.tokens(); i++) {
        assertThat(ids.get(i)).as("token " + i).isEqualTo(expected[i]);
      }
    }
  }
}
