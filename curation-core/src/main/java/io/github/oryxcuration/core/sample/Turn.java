package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

/**
 * One turn of a conversation, with the keys of LLaVA and Oryx.
 *
 * @param from {@code human} or {@code gpt} (a source may also hold {@code system})
 * @param value the text; {@code <image>} stands for a picture or a whole video
 */
public record Turn(String from, String value) {
  public static final String HUMAN = "human";
  public static final String GPT = "gpt";
  public static final String SYSTEM = "system";

  public Turn {
    requireNonNull(from, "from");
    requireNonNull(value, "value");
  }

  public static Turn human(String value) {
    return new Turn(HUMAN, value);
  }

  public static Turn gpt(String value) {
    return new Turn(GPT, value);
  }

  public Turn withValue(String value) {
    return new Turn(from, value);
  }
}
