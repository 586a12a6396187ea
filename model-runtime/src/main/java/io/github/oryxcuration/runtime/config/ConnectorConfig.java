package io.github.oryxcuration.runtime.config;

/**
 * Dimensions of what joins the vision tower to the language model.
 *
 * @param visionWidth of the tower's features
 * @param middle width of the compressor's queries and keys; 256 in the published models
 * @param hidden of the language model
 */
public record ConnectorConfig(int visionWidth, int middle, int hidden) {
  public ConnectorConfig {
    Require.positive("visionWidth", visionWidth);
    Require.positive("middle", middle);
    Require.positive("hidden", hidden);
  }
}
