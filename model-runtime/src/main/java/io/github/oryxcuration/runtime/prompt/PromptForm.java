package io.github.oryxcuration.runtime.prompt;

/** How the text around pictures is cut before it is tokenised: the reference has two ways. */
public enum PromptForm {
  /**
   * As the model was trained and as its inference scripts ask: role, line feed, text and end are
   * tokenised apart, and a line feed of its own follows every picture, so that {@code <image>\n}
   * gives two ({@code preprocess_qwen} of {@code inference.py}).
   */
  TWO_LINE_FEEDS,

  /**
   * As the bundled lmms-eval asks, for its scores alone: the whole text is written first, cut at
   * every {@code <image>} and tokenised, so that {@code <image>\n} gives one line feed ({@code
   * tokenizer_image_token} of {@code mm_utils.py}).
   */
  ONE_LINE_FEED
}
