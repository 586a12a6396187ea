package io.github.oryxcuration.runtime.config;

/** The language models under Oryx, as {@code config.json} calls them. */
public enum Architecture {
  /** Qwen2 and Qwen2.5: queries, keys and values have a bias. */
  QWEN2("oryx_qwen", "OryxQwenForCausalLM"),
  /** Yi-1.5: no bias anywhere. */
  LLAMA("oryx_llama", "OryxLlamaForCausalLM");

  private final String modelType;
  private final String className;

  Architecture(String modelType, String className) {
    this.modelType = modelType;
    this.className = className;
  }

  /** Its {@code model_type}. */
  public String modelType() {
    return modelType;
  }

  /** Its entry in {@code architectures}. */
  public String className() {
    return className;
  }
}
