package io.github.oryxcuration.runtime.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.runtime.memory.Part;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.WeightDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelInfoTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("model");
    TinyCheckpoint.write(folder, TinySpec.tiny());
  }

  @Test
  void aWholeModelIsToldPartByPart() throws IOException {
    ModelInfo info = info();
    Path file = folder.resolve("model.safetensors");
    assertThat(info.usable()).isTrue();
    assertThat(info.missing()).isEmpty();
    assertThat(info.config()).hasValue(TinySpec.tiny().config());
    assertThat(info.files()).containsExactly(Map.entry(file.toString(), Files.size(file)));
    assertThat(info.identity()).hasValue(Digest.hex(Files.readAllBytes(file)));
    assertThat(info.parts())
        .containsExactly(
            new PartInfo(Part.VISION, 27, 128_640, Map.of("F32", 27), 514_560),
            new PartInfo(Part.CONNECTOR, 12, 32_640, Map.of("F32", 12), 130_560),
            new PartInfo(Part.EMBEDDING, 1, 32_768, Map.of("F32", 1), 131_072),
            new PartInfo(Part.LAYERS, 24, 86_528, Map.of("F32", 24), 346_112),
            new PartInfo(Part.HEAD, 2, 32_832, Map.of("F32", 2), 131_328));
    assertThat(info.parameters()).isEqualTo(313_408);
  }

  @Test
  void whatIsWrongAndWhatIsAbsentAreToldTogether() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));
    Files.delete(folder.resolve("merges.txt"));
    Files.delete(folder.resolve("generation_config.json"));
    Files.delete(folder.resolve("model.safetensors"));
    ModelInfo info = info();
    assertThat(info.usable()).isFalse();
    assertThat(info.config()).isEmpty();
    assertThat(info.parts()).isEmpty();
    assertThat(info.identity()).isEmpty();
    assertThat(info.missing())
        .containsExactly(
            folder
                + ": holds no weights; looked for model.safetensors, model.safetensors.index.json,"
                + " pytorch_model.bin, pytorch_model.bin.index.json",
            "tokenizer.json, or vocab.json and merges.txt: copy them from the base model",
            "generation_config.json: without it, answers are greedy and without repetition"
                + " penalty; the released models have one");
  }

  @Test
  void aSentencePieceModelAloneNamesTheConversion() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));
    Files.delete(folder.resolve("vocab.json"));
    Files.createFile(folder.resolve("tokenizer.model"));
    ModelInfo info = info();
    assertThat(info.checkpoint()).isPresent();
    assertThat(info.usable()).isFalse();
    assertThat(info.missing())
        .containsExactly(
            "tokenizer.json: there is a SentencePiece model alone; convert it with"
                + " AutoTokenizer.from_pretrained(DIR, use_fast=True).save_pretrained(DIR)");
  }

  @Test
  void aTokenizerOfAnotherModelIsTold() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    ModelInfo info = info();
    assertThat(info.checkpoint()).isPresent();
    assertThat(info.usable()).isFalse();
    assertThat(info.missing())
        .singleElement()
        .asString()
        .startsWith(folder + ": the tokenizer is refused: ");
  }

  private ModelInfo info() {
    return ModelInfo.of(folder, WeightDigests.inMemory());
  }
}
