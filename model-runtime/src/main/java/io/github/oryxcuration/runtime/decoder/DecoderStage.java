package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;
import java.util.Map;

/**
 * Some layers of a decoder on one device: a script with its weights. The first stage has the
 * embedding table, the last one the final norm and the head.
 */
final class DecoderStage implements AutoCloseable {
  private final ScriptModule module;

  private DecoderStage(ScriptModule module) {
    this.module = module;
  }

  /** The text of a stage. */
  static Script script(boolean packed) {
    return Script.of("decoder", Decoder.class, List.of("decoder.py"))
        .with(WeightBinder.fragments(packed));
  }

  /**
   * Binds a stage.
   *
   * @param tensors by their names in the checkpoint
   * @param script {@link #script}, and maybe more
   */
  static DecoderStage load(
      DecoderConfig config,
      Map<String, StoredTensor> tensors,
      StagePlacement stage,
      Script script) {
    ScriptModule module = ScriptModule.compile(script);
    try {
      int layers = stage.end() - stage.first();
      try (WeightBinder binder = WeightBinder.of(module, layers + 1)) {
        module.run(
            "set_up",
            layers,
            config.heads(),
            config.kvHeads(),
            config.headDim(),
            config.rmsEps(),
            config.ropeTheta(),
            stage.placement().type().code(),
            stage.placement().device());
        StageBinding binding = new StageBinding(module, binder, config, tensors, stage);
        for (int i = 0; i < layers; i++) {
          binding.bindLayer(i);
        }
        binding.bindEnds(layers);
      }
      return new DecoderStage(module);
    } catch (RuntimeException | Error e) {
      module.close();
      throw e;
    }
  }

  ScriptModule module() {
    return module;
  }

  @Override
  public void close() {
    module.close();
  }

  /** Names of the checkpoint to names of the script. */
  private record StageBinding(
      ScriptModule module,
      WeightBinder binder,
      DecoderConfig config,
      Map<String, StoredTensor> tensors,
      StagePlacement stage) {
    void bindLayer(int part) {
      String layer = "model.layers." + (stage.first() + part) + ".";
      String attention = layer + "self_attn.";
      boolean fused = stage.packed() || !stage.placement().onCpu();
      bind(part, "input_norm", layer + "input_layernorm.weight");
      bind(part, "post_norm", layer + "post_attention_layernorm.weight");
      for (String name : List.of("q", "k", "v")) {
        bind(part, name, attention + name + "_proj.weight");
        if (config.qkvBias()) {
          bind(part, name + "_bias", attention + name + "_proj.bias");
        }
      }
      if (fused) {
        module.run("fuse", part);
        if (config.qkvBias()) {
          module.run("fuse_bias", part);
        }
      }
      bindLinear(part, "o", attention + "o_proj.weight");
      for (String name : List.of("gate", "up")) {
        bindLinear(part, name, layer + "mlp." + name + "_proj.weight");
      }
      bindLinear(part, "down", layer + "mlp.down_proj.weight");
    }

    void bindEnds(int part) {
      String table = "model.embed_tokens.weight";
      boolean first = stage.first() == 0;
      if (first) {
        // As stored: few rows are ever read, and those are converted.
        StoredTensor embed = tensor(table);
        binder.bind(part, "embed", embed, new Placement(embed.type(), stage.placement().device()));
      }
      if (stage.end() == config.layers()) {
        bind(part, "norm", "model.norm.weight");
        if (!config.tied()) {
          bindLinear(part, "head", "lm_head.weight");
        } else if (first && !stage.packed()) {
          module.run("tie");
        } else {
          bindLinear(part, "head", table);
        }
      }
    }

    private void bind(int part, String key, String name) {
      binder.bind(part, key, tensor(name), stage.placement());
    }

    private void bindLinear(int part, String key, String name) {
      binder.bindLinear(part, key, tensor(name), stage.placement());
    }

    private StoredTensor tensor(String name) {
      StoredTensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("The checkpoint has no tensor " + name);
      }
      return tensor;
    }
  }
}
