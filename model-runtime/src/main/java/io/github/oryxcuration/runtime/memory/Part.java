package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.config.OryxConfig;

/** The parts of a model, in the order of the data. */
public enum Part {
  VISION("vision tower"),
  CONNECTOR("compressor and projector"),
  EMBEDDING("embedding"),
  LAYERS("decoder layers"),
  HEAD("last norm and head");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }

  /** The part that a tensor of a model belongs to, by its name in the main checkpoint. */
  public static Part of(String tensor) {
    if (tensor.startsWith(OryxConfig.VISION_PREFIX)) {
      return VISION;
    }
    if (tensor.startsWith("model.vision_resampler.") || tensor.startsWith("model.mm_projector.")) {
      return CONNECTOR;
    }
    if (tensor.startsWith("model.embed_tokens.")) {
      return EMBEDDING;
    }
    return tensor.startsWith("model.layers.") ? LAYERS : HEAD;
  }
}
