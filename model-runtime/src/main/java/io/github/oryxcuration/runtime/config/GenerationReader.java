package io.github.oryxcuration.runtime.config;

import java.util.List;

/** {@code generation_config.json}; what it does not state is in {@code config.json}, or default. */
final class GenerationReader {
  private final ConfigFile generation;
  private final ConfigFile ends;
  private final List<Integer> endIds;
  private final List<Integer> padIds;
  private final boolean sample;
  private final double penalty;
  private final int topK;
  private final double topP;
  private final double temperature;

  GenerationReader(ConfigFile config, ConfigFile generation, int vocab) {
    this.generation = generation;
    ends = generation.states("eos_token_id") ? generation : config;
    endIds = ends.ids("eos_token_id", vocab);
    padIds = (generation.states("pad_token_id") ? generation : config).ids("pad_token_id", vocab);
    sample = generation.flag("do_sample", false);
    penalty = generation.positive("repetition_penalty", 1);
    topK = generation.countOrNone("top_k", GenerationDefaults.DEFAULT_TOP_K);
    topP = generation.positive("top_p", 1);
    temperature = zeroTemperature() ? 0 : generation.positive("temperature", 1);
  }

  private boolean zeroTemperature() {
    return generation.shown("temperature").matches("0(\\.0+)?");
  }

  void check() {
    if (topP > 1) {
      generation.wrong("top_p", "a number above 0 and at most 1");
    }
    if (temperature > 0 && temperature < GenerationDefaults.LEAST_TEMPERATURE) {
      generation.wrong("temperature", "0, or at least " + GenerationDefaults.LEAST_TEMPERATURE);
    }
    if (sample && temperature == 0) {
      generation.problem("temperature is 0, but do_sample is true; one of them must go");
    }
    if (!ends.states("eos_token_id")) {
      generation.problem("no eos_token_id here or in config.json: nothing would end an answer");
    }
  }

  GenerationDefaults get() {
    int padId = padIds.isEmpty() ? endIds.get(0) : padIds.get(0);
    return new GenerationDefaults(endIds, padId, penalty, topK, topP, temperature, sample);
  }
}
