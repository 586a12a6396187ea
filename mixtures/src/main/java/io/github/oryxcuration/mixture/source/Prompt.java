package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec;

/** The question that formats of bare captions put before every caption. */
final class Prompt {
  private Prompt() {}

  /**
   * The recipe's template, or the format's own prompt.
   *
   * @throws IllegalArgumentException if the template has slots, which a caption cannot fill
   */
  static Turn of(SourceSpec source, String prompt) {
    String text = source.template().isEmpty() ? prompt : source.template();
    if (text.isBlank() || text.contains("{question}") || text.contains("{options}")) {
      throw new IllegalArgumentException(
          "template of source '"
              + source.name()
              + "' must be the plain prompt of a caption, but was: "
              + text);
    }
    if (text.contains("<image>") || text.contains("<video>")) {
      throw new IllegalArgumentException(
          "template of source '"
              + source.name()
              + "' must hold no placeholder, which is put in front by itself, but was: "
              + text);
    }
    return Turn.human("<image>\n" + text);
  }
}
