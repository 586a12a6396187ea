package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.text.TextTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One tokenizer per file and JVM, shared by all threads: loading one takes longer than most tasks.
 */
final class Tokenizers {
  private static final Map<String, TextTokens> LOADED = new ConcurrentHashMap<>();

  private Tokenizers() {}

  static TextTokens of(Recipe recipe) throws IOException {
    try {
      return LOADED.computeIfAbsent(
          recipe.tokenizer(),
          path -> {
            try {
              return TextTokens.create(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException("Cannot load the tokenizer " + recipe.tokenizer(), e.getCause());
    }
  }
}
