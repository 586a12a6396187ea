package io.github.oryxcuration.runtime.tiny;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.GenerationDefaults;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.weights.ElementType;

/** The configuration files of a random checkpoint, with the keys that Oryx's trainer writes. */
final class TinyConfig {
  private TinyConfig() {}

  static ObjectNode model(TinySpec spec) {
    OryxConfig config = spec.config();
    DecoderConfig decoder = spec.decoder();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("architectures").add(decoder.architecture().className());
    json.put("model_type", decoder.architecture().modelType());
    json.put("torch_dtype", torchName(spec.type()));
    json.put("hidden_size", decoder.hidden()).put("intermediate_size", decoder.intermediate());
    json.put("num_hidden_layers", decoder.layers()).put("num_attention_heads", decoder.heads());
    json.put("num_key_value_heads", decoder.kvHeads()).put("hidden_act", "silu");
    if (decoder.headDim() * decoder.heads() != decoder.hidden()) {
      json.put("head_dim", decoder.headDim());
    }
    json.put("vocab_size", decoder.vocab()).put("rms_norm_eps", decoder.rmsEps());
    json.put("rope_theta", decoder.ropeTheta()).putNull("rope_scaling");
    json.put("max_position_embeddings", decoder.maxPositions());
    json.put("tie_word_embeddings", decoder.tied()).put("use_sliding_window", false);
    json.put("eos_token_id", config.generation().endIds().get(0));
    json.put("mm_hidden_size", spec.vision().width());
    json.put("mm_projector_type", "simple_mlp_twoview");
    json.put("mm_resampler_type", "dynamic_compressor");
    json.put("mm_vision_tower", "oryx_vit:" + TinyCheckpoint.VISION_FILE);
    json.put("mm_vision_select_feature", "patch").put("mm_vision_select_layer", -1);
    json.put("mm_use_im_start_end", false).put("mm_use_im_patch_token", false);
    json.put("unfreeze_mm_vision_tower", false).put("use_mm_proj", true);
    json.put("tokenizer_model_max_length", config.maxLength());
    json.put("tokenizer_padding_side", "right");
    if (differsFromDefaults(spec.vision())) {
      ObjectNode vision = json.putObject("golden_vit");
      vision.put("num_heads", spec.vision().heads()).put("patch_size", spec.vision().patch());
      vision.put("layer_norm_eps", spec.vision().eps());
    }
    return json;
  }

  private static boolean differsFromDefaults(VisionConfig vision) {
    return vision.heads() != VisionConfig.DEFAULT_HEADS
        || vision.patch() != VisionConfig.DEFAULT_PATCH
        || vision.eps() != VisionConfig.DEFAULT_EPS;
  }

  static ObjectNode generation(TinySpec spec) {
    GenerationDefaults defaults = spec.config().generation();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("do_sample", defaults.sample());
    ArrayNode ends = json.putArray("eos_token_id");
    defaults.endIds().forEach(ends::add);
    return json.put("pad_token_id", defaults.padId());
  }

  private static String torchName(ElementType type) {
    return switch (type) {
      case F32 -> "float32";
      case F16 -> "float16";
      case BF16 -> "bfloat16";
    };
  }
}
