package io.github.oryxcuration.core.text;

import java.io.IOException;

/**
 * Counts the tokens that a model makes of a text: by its own tokenizer, or by a stated estimate
 * that is marked as such. Nothing is truncated, padded or added. Safe for threads until it is
 * closed.
 */
public sealed interface TextTokens extends AutoCloseable
    permits HuggingFaceTokens, EstimatedTokens {

  /** How many tokens a text becomes on its own; literal special tokens count as one. */
  int count(String text);

  /** Whether {@link #count} is the tokenizer's own number rather than an estimate. */
  boolean exact();

  /** SHA-256 of the {@code tokenizer.json} in hexadecimal digits, or the name of the estimate. */
  String digest();

  @Override
  void close();

  /**
   * The tokens of a recipe.
   *
   * @param tokenizer path of a {@code tokenizer.json}, or an empty string for the estimate
   * @throws IOException if the file cannot be read or is no tokenizer
   */
  static TextTokens create(String tokenizer) throws IOException {
    return tokenizer.isEmpty() ? new EstimatedTokens() : HuggingFaceTokens.open(tokenizer);
  }
}
