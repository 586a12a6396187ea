package io.github.oryxcuration.runtime.config;

/** The language model's part of {@code config.json}. */
final class DecoderReader {
  private static final int MOST_LAYERS = 10_000;

  private final ConfigFile config;
  private final Architecture architecture;
  private final int hidden;
  private final int heads;
  private final int kvHeads;
  private final int headDim;
  private final int intermediate;
  private final int layers;
  private final int vocab;
  private final int maxPositions;
  private final double ropeTheta;
  private final double rmsEps;
  private final boolean tied;

  /** Whether every key could be read; if not, nothing is said about how they go together. */
  private final boolean sound;

  DecoderReader(ConfigFile config, Architecture architecture) {
    this.config = config;
    this.architecture = architecture;
    int before = config.problems();
    hidden = config.count("hidden_size");
    intermediate = config.count("intermediate_size");
    layers = config.countUpTo("num_hidden_layers", MOST_LAYERS);
    heads = config.count("num_attention_heads");
    kvHeads = config.count("num_key_value_heads");
    headDim = config.count("head_dim", Math.max(1, hidden / heads));
    vocab = config.count("vocab_size");
    maxPositions = config.count("max_position_embeddings");
    rmsEps = config.positive("rms_norm_eps");
    // Newer writers keep the base of the rotary positions one level deeper.
    ConfigFile rope = config.inside("rope_parameters");
    ropeTheta =
        config.states("rope_theta") || !rope.states("rope_theta")
            ? config.positive("rope_theta")
            : rope.positive("rope_theta");
    tied = config.flag("tie_word_embeddings", false);
    sound = config.problems() == before;
  }

  void check() {
    if (sound) {
      checkHeads();
    }
    if (config.states("hidden_act") && !config.text("hidden_act").equals("silu")) {
      config.wrong("hidden_act", "\"silu\"");
    }
    for (String key : new String[] {"attention_bias", "mlp_bias"}) {
      if (architecture == Architecture.LLAMA && config.flag(key, false)) {
        config.wrong(key, "false: no released Llama-based Oryx has such biases");
      }
    }
    unscaled("rope_scaling");
    unscaled("rope_parameters");
    checkWindow();
  }

  private void checkHeads() {
    if (!config.states("head_dim") && hidden % heads != 0) {
      config.problem(
          "hidden_size ("
              + hidden
              + ") must be a multiple of num_attention_heads ("
              + heads
              + ") where head_dim is not given");
    }
    if (heads % kvHeads != 0) {
      config.problem(
          "num_attention_heads ("
              + heads
              + ") must be a multiple of num_key_value_heads ("
              + kvHeads
              + ")");
    }
    if (headDim % 2 != 0) {
      config.problem("the width of a head must be even, but is " + headDim);
    }
  }

  private void unscaled(String key) {
    ConfigFile rope = config.inside(key);
    String type = rope.states("rope_type") ? rope.text("rope_type") : rope.text("type");
    if (config.states(key) && !type.equals("default")) {
      config.problem(
          key
              + " is of the type '"
              + type
              + "', but rotary positions are never scaled in Oryx; allowed are null and 'default'");
    }
  }

  /** A window as long as the model's positions is none; a shorter one changes the answers. */
  private void checkWindow() {
    if (!config.flag("use_sliding_window", false) || !config.states("sliding_window")) {
      return;
    }
    int window = config.count("sliding_window", Integer.MAX_VALUE);
    if (window < maxPositions) {
      config.problem(
          "use_sliding_window is true with a sliding_window of "
              + window
              + ", below max_position_embeddings ("
              + maxPositions
              + "); attention over a window is not supported, and no released Oryx uses it");
    }
  }

  /** Ids must be below this. */
  int vocab() {
    return sound ? vocab : Integer.MAX_VALUE;
  }

  DecoderConfig get() {
    return new DecoderConfig(
        architecture,
        hidden,
        intermediate,
        layers,
        heads,
        kvHeads,
        headDim,
        vocab,
        ropeTheta,
        rmsEps,
        architecture == Architecture.QWEN2,
        tied,
        maxPositions);
  }
}
