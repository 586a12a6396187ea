package io.github.oryxcuration.runtime.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.text.HuggingFaceTokens;
import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.tiny.TinySpec.Tower;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TinyCheckpointTest {
  @TempDir Path folder;

  static Stream<TinySpec> everyLayout() {
    TinySpec tiny = TinySpec.tiny();
    return Stream.of(
        tiny,
        tiny.withShards(3).withType(ElementType.BF16),
        tiny.withTower(Tower.BESIDE).withType(ElementType.F16),
        tiny.withTower(Tower.BOTH),
        tiny.withVision(new VisionConfig(32, 1, 2, 40, 8, 5, 1e-5)),
        tiny.withDecoder(
            new DecoderConfig(
                Architecture.LLAMA, 48, 96, 3, 6, 2, 10, 300, 5e6, 1e-5, false, true, 512)));
  }

  @ParameterizedTest
  @MethodSource("everyLayout")
  void whatIsWrittenIsReadAsItWasSpecified(TinySpec spec) throws IOException {
    TinyCheckpoint.write(folder.resolve("model"), spec);
    OryxCheckpoint read = OryxCheckpoint.open(folder.resolve("model"));
    assertThat(read.config()).isEqualTo(spec.config());
    Map<String, List<Long>> shapes = new TreeMap<>();
    read.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    assertThat(shapes).isEqualTo(new TreeMap<>(spec.config().tensors()));
    assertThat(read.tensors().values()).extracting(StoredTensor::type).containsOnly(spec.type());
    assertThat(read.ignored()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Tower.class)
  void theTowerIsTakenFromBesideTheCheckpointWhereItIsThere(Tower tower) throws IOException {
    TinyCheckpoint.write(folder.resolve("model"), TinySpec.tiny().withTower(tower));
    OryxCheckpoint read = OryxCheckpoint.open(folder.resolve("model"));
    String file = folder.resolve("model/oryx_vit.pth").toString();
    assertThat(read.visionSource())
        .isEqualTo(
            switch (tower) {
              case INSIDE -> "in the checkpoint";
              case BESIDE -> file + " beside the checkpoint";
              case BOTH -> file + " beside the checkpoint; not used: the one in it";
            });
    assertThat(read.visionFile())
        .isEqualTo(
            tower == Tower.INSIDE
                ? Optional.empty()
                : Optional.of(folder.resolve("model/oryx_vit.pth")));
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    byte[][] written = new byte[3][];
    long[] seeds = {1, 1, 2};
    for (int i = 0; i < seeds.length; i++) {
      Path model = folder.resolve("model" + i);
      TinyCheckpoint.write(model, TinySpec.tiny().withSeed(seeds[i]));
      written[i] = Files.readAllBytes(model.resolve("model.safetensors"));
    }
    assertThat(written[1]).isEqualTo(written[0]).isNotEqualTo(written[2]);
  }

  @Test
  void aFolderThatHoldsAModelIsLeftAlone() throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
    byte[] before = Files.readAllBytes(folder.resolve("model.safetensors"));
    assertThatThrownBy(() -> TinyCheckpoint.write(folder, TinySpec.tiny().withSeed(7)))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(folder.resolve("config.json").toString());
    assertThat(Files.readAllBytes(folder.resolve("model.safetensors"))).isEqualTo(before);
  }

  @Test
  void anEmbeddingTooSmallForTheTokenizerIsRefused() {
    DecoderConfig small =
        new DecoderConfig(Architecture.QWEN2, 8, 8, 1, 1, 1, 8, 258, 1e6, 1e-6, true, false, 64);
    assertThatThrownBy(() -> TinySpec.tiny().withDecoder(small))
        .hasMessage("vocab must be at least 259 (bytes and special tokens), but was 258");
  }

  @Test
  void theTokenizerGivesBytesTheirValuesAndKnowsTheChatTemplate() throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
    OryxConfig config = OryxCheckpoint.open(folder).config();
    try (HuggingFaceTokens tokens =
        HuggingFaceTokens.open(folder.resolve("tokenizer.json").toString())) {
      String text = "<|im_start|>user\nA Bär, 12 %?<|im_end|>";
      int[] ids = tokens.ids(text);
      assertThat(tokens.ids("\n")).containsExactly('\n');
      assertThat(tokens.ids("Zz#")).containsExactly('Z', 'z', '#');
      assertThat(tokens.ids("ä")).containsExactly(0xc3, 0xa4);
      // Blank and letter come first, then consonant and vowel.
      assertThat(tokens.ids(" tete")).hasSize(3);
      assertThat(tokens.decode(ids, false)).isEqualTo(text);
      assertThat(ids[ids.length - 1]).isEqualTo(config.generation().endIds().get(0));
      assertThat(tokens.ids("<|endoftext|>")).containsExactly(config.generation().padId());
      assertThat(Arrays.stream(ids).max().orElse(0)).isLessThan(config.decoder().vocab());
    }
    assertThat(Files.readString(folder.resolve("merges.txt"), UTF_8))
        .startsWith("#version: 0.2\nĠ a\nĠ b\n");
  }

  @Test
  void halfFloatsAreTheNearestOnesTiesToEven() {
    assertThat(TensorStream.float16(1)).isEqualTo((short) 0x3c00);
    assertThat(TensorStream.float16(-2.5f)).isEqualTo((short) 0xc100);
    assertThat(TensorStream.float16(65504)).isEqualTo((short) 0x7bff);
    assertThat(TensorStream.float16(65519.996f)).isEqualTo((short) 0x7bff);
    assertThat(TensorStream.float16(65520)).isEqualTo((short) 0x7c00);
    assertThat(TensorStream.float16(0x1p-24f)).isEqualTo((short) 1);
    assertThat(TensorStream.float16(0x1p-25f)).isEqualTo((short) 0);
    assertThat(TensorStream.float16(0x1.8p-24f)).isEqualTo((short) 2);
    assertThat(TensorStream.float16(0x1.ffep-15f)).isEqualTo((short) 0x400);
    assertThat(TensorStream.float16(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(TensorStream.float16(1 + 0x1.8p-10f)).isEqualTo((short) 0x3c02);
    assertThat(TensorStream.float16(Float.NaN)).isEqualTo((short) 0x7e00);
    assertThat(TensorStream.bfloat16(1 + 0x1p-8f)).isEqualTo((short) 0x3f80);
    assertThat(TensorStream.bfloat16(1 + 0x1.8p-7f)).isEqualTo((short) 0x3f82);
    assertThat(TensorStream.bfloat16(-Float.MAX_VALUE)).isEqualTo((short) 0xff80);
  }
}
