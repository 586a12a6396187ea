package io.github.oryxcuration.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.runtime.prompt.GivenInput;
import io.github.oryxcuration.runtime.prompt.InputBuilder;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.ModelTokenizer;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.FloatReader;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.vision.Visual;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From ids and pixels to the sequence that enters the language model, as the reference does. */
class PreparedGoldenTest {
  private static final String FILE = "05_prepare.safetensors";
  private static final int GROUP = 20;

  private final GoldenFile golden = GoldenFile.open(FILE);

  static Stream<Arguments> cases() {
    GoldenFile golden = GoldenFile.open(FILE);
    return golden.names().stream()
        .filter(name -> name.endsWith(".embeds"))
        .map(name -> name.substring(0, name.indexOf('.')))
        .filter(name -> !name.equals("batch") && !name.equals("e2e_file"))
        .flatMap(name -> TestDevice.packings().map(packed -> Arguments.of(name, packed)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sequencesAreThoseOfTheReference(String name, boolean packed) {
    try (GoldenAnswers network = GoldenAnswers.open("checkpoint", ElementType.F32, packed)) {
      golden.check(name + ".embeds", embed(network, network.input(name), GROUP));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inBrainFloatsTheyAreAsNearAsThreePartsInARowMayBe(String name, boolean packed) {
    try (GoldenAnswers network = GoldenAnswers.open("checkpoint", ElementType.BF16, packed)) {
      golden.check(name + ".embeds", embed(network, network.input(name), 1 << 20), 3 * 3e-2);
    }
  }

  @Test
  void pictureFileAndItsQuestionBecomeTheSequenceOfTheReference() throws Exception {
    Path folder = GoldenFile.checkpoint("checkpoint");
    Path file = SharedFiles.golden("07_images/img_64x64.png");
    Question question =
        Question.of(
            prompt("one"),
            List.of(new Medium.Picture(Pictures.decode(SharedFiles.bytes(file), 1 << 20))));
    try (GoldenAnswers network = GoldenAnswers.open("checkpoint", ElementType.F32, false);
        ModelTokenizer tokenizer =
            ModelTokenizer.open(folder, network.config().decoder().vocab())) {
      ModelInput input =
          new InputBuilder(tokenizer, network.config(), MediaRules.published()).build(question);

      assertThat(input.prompt().ids()).isEqualTo(ints("e2e_file.input_ids"));
      golden.check("e2e_file.embeds", embed(network, input, 1 << 20));
    }
  }

  private static String prompt(String name) {
    return JsonFiles.object(SharedFiles.golden("cases.json"))
        .path("case5_prompts")
        .path(name)
        .asText();
  }

  /** A picture, a text and a video; the reference pads them, and moves the labels along. */
  @Test
  void batchOfATrainerIsEachSampleByItselfWithItsLabelsBetweenTheVisualTokens() {
    try (GoldenAnswers network = GoldenAnswers.open("checkpoint", ElementType.F32, false)) {
      int patch = network.config().vision().patch();
      int given = golden.shape("batch.input_ids")[1];
      int[] shape = golden.shape("batch.embeds");
      float[] embeds = new float[shape[0] * shape[1] * shape[2]];
      long[] labels = new long[shape[0] * shape[1]];
      long[] mask = new long[labels.length];
      Arrays.fill(labels, -100);
      for (int sample = 0; sample < shape[0]; sample++) {
        int from = sample * given;
        int length = (int) Arrays.stream(golden.longs("batch.mask_in"), from, from + given).sum();
        int[] ids = Arrays.copyOfRange(ints("batch.input_ids"), from, from + length);
        List<Visual> visuals = new ArrayList<>();
        if (Arrays.stream(ids).anyMatch(id -> id == Prompt.IMAGE)) {
          String prefix = "batch.img" + sample;
          visuals.add(
              golden.has(prefix + ".low_u8")
                  ? network.views(prefix)
                  : GoldenAnswers.video(
                      network.images("batch.vid" + sample + ".frames_u8"), false));
        }
        ModelInput input = GivenInput.of(ids, visuals, patch, network.config().maxLength());
        float[] own = embed(network, input, GROUP);
        System.arraycopy(own, 0, embeds, sample * shape[1] * shape[2], own.length);
        int[] text = input.layout().textIndices();
        for (int i = 0; i < text.length; i++) {
          mask[sample * shape[1] + i] = 1;
          if (text[i] >= 0) {
            labels[sample * shape[1] + i] = golden.longs("batch.labels_in")[from + text[i]];
          }
        }
      }
      golden.check("batch.embeds", embeds);
      assertThat(labels).isEqualTo(golden.longs("batch.labels"));
      assertThat(mask).isEqualTo(golden.longs("batch.mask"));
    }
  }

  private static float[] embed(GoldenAnswers network, ModelInput input, int group) {
    try (ScriptModule reader = FloatReader.compile();
        Value embeddings = network.embedder().embed(input, group, () -> false)) {
      return FloatReader.read(reader, embeddings);
    }
  }

  private int[] ints(String tensor) {
    return Arrays.stream(golden.longs(tensor)).mapToInt(Math::toIntExact).toArray();
  }
}
