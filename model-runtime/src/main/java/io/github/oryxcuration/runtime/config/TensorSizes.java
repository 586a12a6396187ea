package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that a model must have, by name and shape, in the order of the data. A side of {@link
 * #UNKNOWN} is not checked: the tensor that would have told it is itself missing or malformed.
 *
 * <p>Names: the state dictionaries of OryxQwenForCausalLM and OryxLlamaForCausalLM.
 *
 * @param middle width of the compressor's queries and keys
 */
record TensorSizes(DecoderConfig decoder, Vision vision, int middle) {
  static final int UNKNOWN = 0;

  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";
  static final String COMPRESSOR = "model.vision_resampler.";
  static final String PROJECTOR = "model.mm_projector.";
  static final String QUERY = COMPRESSOR + "vlm_query_projector.weight";

  /** Sides of the vision tower's tensors. */
  record Vision(int width, int depth, int mlp, int patch, int grid) {
    private void addTo(Map<String, List<Long>> tensors) {
      List<Long> one = sides(width);
      tensors.put(VISION_PREFIX + "pos_embed", sides(1, (long) grid * grid, width));
      tensors.put(VISION_PREFIX + "patch_embed.proj.weight", sides(width, 3, patch, patch));
      tensors.put(VISION_PREFIX + "patch_embed.proj.bias", one);
      for (int i = 0; i < depth; i++) {
        String block = VISION_PREFIX + "blocks." + i + ".";
        for (String norm : List.of("norm1", "norm2")) {
          tensors.put(block + norm + ".weight", one);
          tensors.put(block + norm + ".bias", one);
        }
        linear(tensors, block + "attn.qkv", 3L * width, width);
        linear(tensors, block + "attn.proj", width, width);
        linear(tensors, block + "mlp.fc1", mlp, width);
        linear(tensors, block + "mlp.fc2", width, mlp);
      }
    }
  }

  Map<String, List<Long>> byName() {
    Map<String, List<Long>> tensors = new LinkedHashMap<>();
    vision.addTo(tensors);
    linear(tensors, COMPRESSOR + "vlm_query_projector", middle, vision.width);
    linear(tensors, COMPRESSOR + "vlm_key_projector", middle, vision.width);
    linear(tensors, PROJECTOR + "proj.0", decoder.hidden(), vision.width);
    linear(tensors, PROJECTOR + "proj.2", decoder.hidden(), decoder.hidden());
    for (String token : List.of("newline", "begin", "end", "sep")) {
      tensors.put(PROJECTOR + "image_" + token, sides(decoder.hidden()));
    }
    tensors.put(EMBEDDING, sides(decoder.vocab(), decoder.hidden()));
    for (int i = 0; i < decoder.layers(); i++) {
      addLayer(tensors, "model.layers." + i + ".");
    }
    tensors.put("model.norm.weight", sides(decoder.hidden()));
    if (!decoder.tied()) {
      tensors.put(HEAD, sides(decoder.vocab(), decoder.hidden()));
    }
    return tensors;
  }

  private void addLayer(Map<String, List<Long>> tensors, String layer) {
    int hidden = decoder.hidden();
    long queries = (long) decoder.heads() * decoder.headDim();
    long keys = (long) decoder.kvHeads() * decoder.headDim();
    tensors.put(layer + "input_layernorm.weight", sides(hidden));
    projection(tensors, layer + "self_attn.q_proj", queries);
    projection(tensors, layer + "self_attn.k_proj", keys);
    projection(tensors, layer + "self_attn.v_proj", keys);
    tensors.put(layer + "self_attn.o_proj.weight", sides(hidden, queries));
    tensors.put(layer + "post_attention_layernorm.weight", sides(hidden));
    tensors.put(layer + "mlp.gate_proj.weight", sides(decoder.intermediate(), hidden));
    tensors.put(layer + "mlp.up_proj.weight", sides(decoder.intermediate(), hidden));
    tensors.put(layer + "mlp.down_proj.weight", sides(hidden, decoder.intermediate()));
  }

  private void projection(Map<String, List<Long>> tensors, String name, long out) {
    tensors.put(name + ".weight", sides(out, decoder.hidden()));
    if (decoder.qkvBias()) {
      tensors.put(name + ".bias", sides(out));
    }
  }

  private static void linear(Map<String, List<Long>> tensors, String name, long out, long in) {
    tensors.put(name + ".weight", sides(out, in));
    tensors.put(name + ".bias", sides(out));
  }

  private static List<Long> sides(long... sides) {
    return Arrays.stream(sides).boxed().toList();
  }
}
