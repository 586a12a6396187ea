package io.github.oryxcuration.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of a golden set is read as its files state it. */
class ConfigGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"checkpoint", "checkpoint_bf16_sharded"})
  void agreesWithTheFilesOfTheSet(String name) {
    Path folder = SharedFiles.golden(name);
    JsonNode json = JsonFiles.object(folder.resolve("config.json"));
    JsonNode vit = json.path("golden_vit");

    OryxConfig config = OryxConfig.read(folder, Checkpoint.open(folder).tensors());

    OryxCheckpoint checkpoint = OryxCheckpoint.open(folder);
    assertThat(checkpoint.config()).isEqualTo(config);
    assertThat(checkpoint.ignored()).isEmpty();
    assertThat(checkpoint.tensors()).containsOnlyKeys(config.tensors().keySet());
    assertThat(config.decoder())
        .isEqualTo(
            new DecoderConfig(
                Architecture.QWEN2,
                json.path("hidden_size").intValue(),
                json.path("intermediate_size").intValue(),
                json.path("num_hidden_layers").intValue(),
                json.path("num_attention_heads").intValue(),
                json.path("num_key_value_heads").intValue(),
                json.path("hidden_size").intValue() / json.path("num_attention_heads").intValue(),
                json.path("vocab_size").intValue(),
                json.path("rope_theta").doubleValue(),
                json.path("rms_norm_eps").doubleValue(),
                true,
                json.path("tie_word_embeddings").booleanValue(),
                json.path("max_position_embeddings").intValue()));
    assertThat(config.vision())
        .isEqualTo(
            new VisionConfig(
                vit.path("width").intValue(),
                vit.path("depth").intValue(),
                vit.path("num_heads").intValue(),
                vit.path("mlp_hidden").intValue(),
                vit.path("patch_size").intValue(),
                vit.path("pos_grid").intValue(),
                vit.path("layer_norm_eps").doubleValue()));
    assertThat(config.connector().visionWidth()).isEqualTo(vit.path("width").intValue());
    assertThat(config.connector().hidden()).isEqualTo(json.path("hidden_size").intValue());
    assertThat(config.maxLength()).isEqualTo(json.path("tokenizer_model_max_length").intValue());
    assertThat(config.generation().endIds()).contains(json.path("eos_token_id").intValue());
  }
}
