package io.github.oryxcuration.runtime.config;

import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a model before its weights are touched.
 *
 * @param maxLength tokens of text and media together that the reference keeps ({@code
 *     tokenizer_model_max_length}); where it is not stated, the positions of the language model
 */
public record OryxConfig(
    DecoderConfig decoder,
    VisionConfig vision,
    ConnectorConfig connector,
    GenerationDefaults generation,
    int maxLength) {
  /** Where the main checkpoint keeps the vision tower's tensors. */
  public static final String VISION_PREFIX = "model.vision_tower.vision_tower.";

  public OryxConfig {
    Require.positive("maxLength", maxLength);
  }

  /**
   * Names and shapes of the tensors that a model of these dimensions has, all and no others, in the
   * order of the data: vision tower, compressor, projector, language model.
   */
  public Map<String, List<Long>> tensors() {
    TensorSizes.Vision tower =
        new TensorSizes.Vision(
            vision.width(), vision.depth(), vision.mlp(), vision.patch(), vision.grid());
    return new TensorSizes(decoder, tower, connector.middle()).byName();
  }

  /**
   * Reads {@code config.json} and {@code generation_config.json} (which may be absent), and the
   * vision tower's dimensions from its tensors.
   *
   * @param tensors by the names of the main checkpoint, the vision tower's below {@link
   *     #VISION_PREFIX}
   * @throws ModelException if something is missing, out of range, not supported, or in
   *     contradiction, or a tensor is missing, unknown or wrongly shaped; names every one
   */
  public static OryxConfig read(Path folder, Map<String, StoredTensor> tensors) {
    return ConfigReader.read(folder, tensors, Map.of());
  }
}
