package io.github.oryxcuration.runtime.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.tiny.NewTensor;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.tiny.TinySpec.Tower;
import io.github.oryxcuration.runtime.tiny.TorchWriter;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors are strict: every one of the model, no other, each of its shape. */
class OryxCheckpointTest {
  private static final String VIT = OryxConfig.VISION_PREFIX;
  private static final String HEADING = ": its tensors are not those of its config.json:\n";

  @TempDir Path temporary;

  @Test
  void everythingMissingUnknownAndWronglyShapedStandsInOneError() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    model.tensors(
        shapes -> {
          shapes.remove(VIT + "pos_embed");
          shapes.remove("lm_head.weight");
          shapes.remove("model.layers.1.self_attn.q_proj.bias");
          shapes.keySet().removeIf(name -> name.contains("image_sep"));
          shapes.put("model.norm.weight", List.of(63L));
          shapes.put(VIT + "blocks.1.attn.qkv.weight", List.of(48L, 144L));
          shapes.put(VIT + "cls_token", List.of(1L, 1L, 48L));
          shapes.put("model.layers.2.mlp.up_proj.weight", List.of(160L, 64L));
        });
    assertThatThrownBy(model::open)
        .isInstanceOf(ModelException.class)
        .hasMessage(
            model.path()
                + HEADING
                + "  - missing: model.vision_tower.vision_tower.pos_embed [1, any, any]\n"
                + "  - missing: model.mm_projector.image_sep [64]\n"
                + "  - missing: model.layers.1.self_attn.q_proj.bias [64]\n"
                + "  - wrong shape: model.norm.weight is [63], but must be [64]\n"
                + "  - missing: lm_head.weight [512, 64] (config.json: tie_word_embeddings is"
                + " false)\n"
                + "  - unknown: model.layers.2.mlp.up_proj.weight [160, 64]\n"
                + "  - unknown: model.vision_tower.vision_tower.cls_token [1, 1, 48]");
  }

  @Test
  void aBlockLeftOutOfTheTowerIsMissed() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    model.tensors(
        shapes ->
            shapes
                .keySet()
                .removeIf(name -> name.startsWith(VIT + "blocks.0.") && name.endsWith("weight")));
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + HEADING
                + "  - missing: model.vision_tower.vision_tower.blocks.0.norm1.weight [48]\n"
                + "  - missing: model.vision_tower.vision_tower.blocks.0.norm2.weight [48]\n"
                + "  - missing: model.vision_tower.vision_tower.blocks.0.attn.qkv.weight [144,"
                + " 48]\n"
                + "  - missing: model.vision_tower.vision_tower.blocks.0.attn.proj.weight [48,"
                + " 48]\n"
                + "  - missing: model.vision_tower.vision_tower.blocks.0.mlp.fc1.weight [any,"
                + " 48]\n"
                + "  - missing: model.vision_tower.vision_tower.blocks.0.mlp.fc2.weight [48, any]");
  }

  @Test
  void knownExtrasAreLeftAloneAndNamed() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    model.tensors(
        shapes -> {
          shapes.put(VIT + "norm.weight", List.of(48L));
          shapes.put(VIT + "attn_pool.mlp.fc1.bias", List.of(7L));
          shapes.put("model.layers.0.self_attn.rotary_emb.inv_freq", List.of(8L));
        });
    OryxCheckpoint read = model.open();
    assertThat(read.ignored())
        .containsExactly(
            "model.layers.0.self_attn.rotary_emb.inv_freq",
            VIT + "attn_pool.mlp.fc1.bias",
            VIT + "norm.weight");
    assertThat(read.tensors()).containsOnlyKeys(TinySpec.tiny().config().tensors().keySet());
  }

  @Test
  void aTiedModelHasNoHeadAndACopyInTheFileIsNotUsed() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    model.config(json -> json.put("tie_word_embeddings", true));
    OryxCheckpoint read = model.open();
    assertThat(read.config().decoder().tied()).isTrue();
    assertThat(read.tensors()).doesNotContainKey("lm_head.weight");
    assertThat(read.ignored()).containsExactly("lm_head.weight");
  }

  @Test
  void aBiasWhereTheArchitectureHasNoneIsUnknown() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    model.config(
        json -> {
          json.put("model_type", "oryx_llama").put("num_hidden_layers", 2);
          json.putArray("architectures").add("OryxLlamaForCausalLM");
        });
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + HEADING
                + "  - unknown: model.layers.0.self_attn.k_proj.bias [32]\n"
                + "  - unknown: model.layers.0.self_attn.q_proj.bias [64]\n"
                + "  - unknown: model.layers.0.self_attn.v_proj.bias [32]\n"
                + "  - unknown: model.layers.1.self_attn.k_proj.bias [32]\n"
                + "  - unknown: model.layers.1.self_attn.q_proj.bias [64]\n"
                + "  - unknown: model.layers.1.self_attn.v_proj.bias [32]");
  }

  @Test
  void aNeededTensorOfATypeThatCannotBeComputedIsRefusedAndAnIgnoredOneIsNot() throws IOException {
    ModelFolder model = folder(TinySpec.tiny());
    Path file = model.path().resolve("model.safetensors");
    model.tensors(
        shapes -> {
          shapes.put("model.norm.weight", List.of(64L));
          shapes.put(VIT + "norm.bias", List.of(64L));
        });
    String all = Files.readString(file, ISO_8859_1);
    for (String name : List.of("model.norm.weight", VIT + "norm.bias")) {
      all =
          all.replace("\"" + name + "\":{\"dtype\":\"F32\"", "\"" + name + "\":{\"dtype\":\"I32\"");
    }
    Files.writeString(file, all, ISO_8859_1);
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + HEADING
                + "  - wrong type: model.norm.weight is I32; allowed are F32, F16 and BF16");
  }

  @Test
  void theFileThatTheConfigurationNamesComesBeforeThePublishedName() throws IOException {
    ModelFolder model = folder(TinySpec.tiny().withTower(Tower.BESIDE));
    Path published = model.path().resolve("oryx_vit.pth");
    Path named = temporary.resolve("elsewhere.pth");
    Files.copy(published, named);
    model.config(json -> json.put("mm_vision_tower", "oryx_vit:" + named));
    assertThat(model.open().visionFile()).contains(named);
    assertThat(model.open().files())
        .containsExactly(model.path().resolve("model.safetensors"), named);
    Files.delete(named);
    assertThat(model.open().visionFile()).contains(published);
    Files.delete(published);
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + ": has no vision tower: no tensor model.vision_tower.vision_tower.… in the"
                + " checkpoint, no file oryx_vit.pth in the folder, and none where config.json's"
                + " mm_vision_tower points (\"oryx_vit:"
                + named
                + "\"); put oryx_vit.pth into the folder");
  }

  @Test
  void ofTwoTowersTheTrainersSwitchDecidesAndDifferentShapesAreRefused() throws IOException {
    ModelFolder model = folder(TinySpec.tiny().withTower(Tower.BOTH));
    Path beside = model.path().resolve("oryx_vit.pth");
    model.config(json -> json.put("unfreeze_mm_vision_tower", true));
    assertThat(model.open().visionSource())
        .isEqualTo("in the checkpoint (unfreeze_mm_vision_tower is true); not used: " + beside);
    assertThat(model.open().visionFile()).isEmpty();
    Files.delete(beside);
    TorchWriter.write(
        beside,
        List.of(new NewTensor("pos_embed", ElementType.F32, List.of(1L, 4L, 48L))),
        (tensor, from, into) -> {});
    assertThatThrownBy(model::open)
        .hasMessage(
            model.path()
                + "/model.safetensors: holds two vision towers of different shapes; move one"
                + " away:\n  - pos_embed is [1, 4, 48] in oryx_vit.pth, but [1, 1024, 48] in the"
                + " checkpoint");
  }

  private ModelFolder folder(TinySpec spec) throws IOException {
    return ModelFolder.write(temporary.resolve("model"), spec);
  }
}
