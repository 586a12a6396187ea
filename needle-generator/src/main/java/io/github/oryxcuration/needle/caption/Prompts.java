package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.core.caption.CaptionPrompt;
import io.github.oryxcuration.needle.choose.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The prompts that come with the toolkit. A changed text gets a new version in its name. */
public final class Prompts {
  private Prompts() {}

  public static CaptionPrompt of(Task task) {
    String name = task.type() + "-1";
    try (InputStream in = Prompts.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("The prompt " + name + " is not on the class path");
      }
      return new CaptionPrompt(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the prompt " + name, e);
    }
  }
}
