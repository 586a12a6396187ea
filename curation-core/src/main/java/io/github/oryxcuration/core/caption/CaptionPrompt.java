package io.github.oryxcuration.core.caption;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.digest.Digest;

/**
 * What a captioner is told to do.
 *
 * @param name with its version, e.g. {@code caption-1}
 * @param text as the model reads it
 */
public record CaptionPrompt(String name, String text) {
  public CaptionPrompt {
    requireNonNull(name, "name");
    if (text.isBlank()) {
      throw new IllegalArgumentException("the prompt " + name + " is empty");
    }
  }

  /** Of name and text; in every sample's provenance. */
  public String digest() {
    return Digest.hex(name + "\n" + text);
  }
}
