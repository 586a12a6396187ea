package io.github.oryxcuration.correspondence.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A prompt with a version: a text with {@code {question}} in it. A file that was used once is never
 * changed; another wording is another file.
 */
public record PromptFile(String name, String text) {
  /** Tells what the marks mean. */
  public static final String MARKED = "marked-1";

  /** The same without a word of marks. */
  public static final String PLAIN = "plain-1";

  private static final String QUESTION = "{question}";

  /** One of the built-in prompts. */
  public static PromptFile of(String name) {
    try (InputStream in = PromptFile.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no prompt " + name);
      }
      return new PromptFile(name, new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("a resource cannot be read", e);
    }
  }

  /** The prompt with a question in it. */
  public String ask(String question) {
    return text.replace(QUESTION, question);
  }
}
