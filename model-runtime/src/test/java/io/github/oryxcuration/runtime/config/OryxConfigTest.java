package io.github.oryxcuration.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OryxConfigTest {
  @TempDir Path temporary;
  private ModelFolder model;

  @BeforeEach
  void write() throws IOException {
    model = ModelFolder.write(temporary.resolve("model"), TinySpec.tiny());
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        fault(
            json -> json.putNull("mm_resampler_type"),
            "config.json: mm_resampler_type is null, so this is an intermediate checkpoint (such as"
                + " Oryx-7B-Image) whose image features were never compressed: the reference cannot"
                + " run it either. Use the final Oryx or Oryx-1.5 checkpoint"),
        fault(
            json -> json.put("mm_resampler_type", "perceiver"),
            "config.json: mm_resampler_type must be \"dynamic_compressor\", but is \"perceiver\""),
        fault(
            json -> json.put("mm_projector_type", "linear"),
            "config.json: mm_projector_type must be \"simple_mlp_twoview\", but is \"linear\""),
        fault(
            json -> json.put("mm_use_im_start_end", true),
            "config.json: mm_use_im_start_end must be false, as in every released model, but is"
                + " true"),
        fault(
            json -> json.put("model_type", "qwen2"),
            "config.json: model_type must be oryx_qwen or oryx_llama, but is \"qwen2\""),
        fault(
            json -> json.putArray("architectures").add("OryxLlamaForCausalLM"),
            "config.json: model_type is oryx_qwen, whose architectures are"
                + " [OryxQwenForCausalLM], but architectures is [OryxLlamaForCausalLM]"),
        fault(json -> json.remove("hidden_size"), "config.json: hidden_size is missing"),
        fault(json -> json.remove("rope_theta"), "config.json: rope_theta is missing"),
        fault(
            json -> json.put("num_hidden_layers", 2_000_000_000),
            "config.json: num_hidden_layers must be a whole number from 1 to 10000, but is"
                + " 2000000000"),
        fault(
            json -> json.put("vocab_size", 512.5),
            "config.json: vocab_size must be a whole number from 1 to 2147483647, but is 512.5"),
        fault(
            json -> json.put("intermediate_size", -3),
            "config.json: intermediate_size must be a whole number from 1 to 2147483647, but is"
                + " -3"),
        fault(
            json -> json.put("rms_norm_eps", "1e-6"),
            "config.json: rms_norm_eps must be a number above 0, but is \"1e-6\""),
        fault(
            json -> json.put("num_key_value_heads", 3),
            "config.json: num_attention_heads (4) must be a multiple of num_key_value_heads (3)"),
        fault(
            json -> json.put("num_attention_heads", 6).put("num_key_value_heads", 6),
            "config.json: hidden_size (64) must be a multiple of num_attention_heads (6) where"
                + " head_dim is not given"),
        fault(
            json -> json.put("head_dim", 15),
            "config.json: the width of a head must be even, but is 15"),
        fault(
            json -> json.put("hidden_act", "gelu"),
            "config.json: hidden_act must be \"silu\", but is \"gelu\""),
        fault(
            json -> json.put("tie_word_embeddings", "no"),
            "config.json: tie_word_embeddings must be true or false, but is \"no\""),
        fault(
            json -> json.putObject("rope_scaling").put("type", "linear").put("factor", 2),
            "config.json: rope_scaling is of the type 'linear', but rotary positions are never"
                + " scaled in Oryx; allowed are null and 'default'"),
        fault(
            json -> json.put("use_sliding_window", true).put("sliding_window", 1024),
            "config.json: use_sliding_window is true with a sliding_window of 1024, below"
                + " max_position_embeddings (32768); attention over a window is not supported, and"
                + " no released Oryx uses it"),
        fault(
            json -> json.put("mm_vision_tower", "clip"),
            "config.json: mm_vision_tower must be \"oryx_vit:\" and the path of the tower's"
                + " weights, but is \"clip\""));
  }

  private static Arguments fault(Consumer<ObjectNode> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void eachUnusableKeyIsNamedWithWhatIsAllowed(Consumer<ObjectNode> change, String message)
      throws IOException {
    model.config(change);
    assertThatThrownBy(model::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(model.path() + ": its configuration cannot be used:\n  - " + message);
  }

  @Test
  void allProblemsAreToldAtOnce() throws IOException {
    model.config(json -> json.put("hidden_act", "relu").put("vocab_size", 0));
    model.json("generation_config.json", json -> json.put("top_p", 1.5).put("top_k", -1));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": its configuration cannot be used:\n"
                + "  - config.json: vocab_size must be a whole number from 1 to 2147483647, but is"
                + " 0\n"
                + "  - config.json: hidden_act must be \"silu\", but is \"relu\"\n"
                + "  - generation_config.json: top_k must be a whole number from 1 to 2147483647,"
                + " but is -1\n"
                + "  - generation_config.json: top_p must be a number above 0 and at most 1, but is"
                + " 1.5");
  }

  @Test
  void idsBeyondTheEmbeddingAndAnAnswerWithoutAnEndAreRefused() throws IOException {
    model.json(
        "generation_config.json",
        json -> json.put("pad_token_id", 512).putArray("eos_token_id").add(3).add("x"));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": its configuration cannot be used:\n"
                + "  - generation_config.json: eos_token_id must be a token id or a list of them,"
                + " but is a list of 2\n"
                + "  - generation_config.json: pad_token_id must be token ids below vocab_size"
                + " (512), but is 512");
    model.json(
        "generation_config.json", json -> json.put("pad_token_id", 511).putNull("eos_token_id"));
    model.config(json -> json.remove("eos_token_id"));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": its configuration cannot be used:\n"
                + "  - generation_config.json: no eos_token_id here or in config.json: nothing"
                + " would end an answer");
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        fault(
            json -> json.put("mm_hidden_size", 1152),
            "config.json: mm_hidden_size is 1152, but the vision tower's pos_embed has the width"
                + " 48"),
        fault(
            json -> json.withObject("/golden_vit").put("width", 64),
            "config.json: golden_vit: width is 64, but pos_embed says 48"),
        fault(
            json -> json.withObject("/golden_vit").put("depth", 3),
            "config.json: golden_vit: depth is 3, but the number of blocks says 2"),
        fault(
            json -> json.withObject("/golden_vit").put("mlp_hidden", 3),
            "config.json: golden_vit: mlp_hidden is 3, but blocks.0.mlp.fc1.weight says 120"),
        fault(
            json -> json.withObject("/golden_vit").put("patch_size", 14),
            "config.json: golden_vit: patch_size is 14, but patch_embed.proj.weight says 16"),
        fault(
            json -> json.withObject("/golden_vit").put("pos_grid", 24),
            "config.json: golden_vit: pos_grid is 24, but pos_embed says 32"),
        fault(
            json -> json.withObject("/golden_vit").put("num_heads", 5),
            "model.vision_tower.vision_tower.pos_embed has the width 48, which must be a multiple"
                + " of the tower's heads: 5 (config.json: golden_vit.num_heads)"),
        fault(
            json -> json.put("vocab_size", 600),
            "wrong shape: model.embed_tokens.weight is [512, 64], but must be [600, 64]\n"
                + "  - wrong shape: lm_head.weight is [512, 64], but must be [600, 64]"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void aContradictionNamesBothSides(Consumer<ObjectNode> change, String message)
      throws IOException {
    model.config(change);
    assertThatThrownBy(model::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            model.path() + ": its tensors are not those of its config.json:\n  - " + message);
  }

  @Test
  void whatFilesLeaveOutHasDocumentedDefaults() throws IOException {
    model.config(json -> json.remove("tokenizer_model_max_length"));
    Files.delete(model.path().resolve("generation_config.json"));
    OryxConfig config = model.open().config();
    assertThat(config.maxLength()).isEqualTo(32_768);
    int end = TinySpec.tiny().config().generation().endIds().get(0);
    assertThat(config.generation())
        .isEqualTo(new GenerationDefaults(List.of(end), end, 1, 50, 1, 1, false));
  }

  @Test
  void theGenerationConfigOfTheReleasedModelsIsTakenAsItIs() throws IOException {
    model.json(
        "generation_config.json",
        json -> {
          json.put("repetition_penalty", 1.05).put("top_k", 20).put("top_p", 0.8);
          json.put("temperature", 0.7).put("do_sample", true).put("pad_token_id", 3);
          json.putArray("eos_token_id").add(5).add(3);
        });
    assertThat(model.open().config().generation())
        .isEqualTo(new GenerationDefaults(List.of(5, 3), 3, 1.05, 20, 0.8, 0.7, true));
  }

  @Test
  void temperatureZeroIsGreedyAndContradictsSampling() throws IOException {
    model.json("generation_config.json", json -> json.put("temperature", 0.0));
    assertThat(model.open().config().generation().temperature()).isZero();
    model.json("generation_config.json", json -> json.put("do_sample", true));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": its configuration cannot be used:\n  - generation_config.json: temperature is"
                + " 0, but do_sample is true; one of them must go");
  }

  @Test
  void temperatureThatWouldOverflowIsRefused() throws IOException {
    model.json("generation_config.json", json -> json.put("temperature", 0.0005));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": its configuration cannot be used:\n  - generation_config.json: temperature must"
                + " be 0, or at least 0.001, but is 5.0E-4");
  }

  @Test
  void newerSpellingsOfUnscaledRotaryPositionsAreUnderstood() throws IOException {
    model.config(
        json -> {
          json.remove("rope_theta");
          json.remove("rope_scaling");
          json.putObject("rope_parameters").put("rope_type", "default").put("rope_theta", 5e5);
        });
    assertThat(model.open().config().decoder().ropeTheta()).isEqualTo(5e5);
  }

  @Test
  void aWindowAsLongAsThePositionsIsNone() throws IOException {
    model.config(json -> json.put("use_sliding_window", true).put("sliding_window", 32_768));
    assertThat(model.open().config().decoder()).isEqualTo(TinySpec.tiny().decoder());
  }

  @Test
  void jsonThatIsBrokenOrMissingIsNamedWithThePlace() throws IOException {
    Path config = model.path().resolve("config.json");
    Files.writeString(config, "{\n \"a\": 1,\n \"a\": 2}");
    assertThatThrownBy(model::open)
        .hasMessage(config + ": is no valid JSON: line 3, column 5: Duplicate field 'a'");
    Files.writeString(config, "{\n \"a\": 1} {");
    assertThatThrownBy(model::open)
        .hasMessageStartingWith(config + ": is no valid JSON: line 2, column ");
    Files.delete(config);
    assertThatThrownBy(model::open).hasMessage(config + ": there is no such file");
  }
}
