package io.github.oryxcuration.mixture.recipes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The recipes of Oryx (arXiv 2409.12961, section 4.1) as far as the paper tells them. Where data
 * lies is set by the environment variable DATA.
 */
public final class PaperRecipes {
  /** In the order of training. */
  public static final List<String> NAMES = List.of("stage1-alignment", "stage1-sft", "stage2");

  private PaperRecipes() {}

  /**
   * The YAML of a recipe, comments included.
   *
   * @throws FileNotFoundException if no recipe is called so
   */
  public static String text(String name) throws IOException {
    try (InputStream in = PaperRecipes.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new FileNotFoundException(
            "no recipe is called " + name + "; there are " + String.join(", ", NAMES));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
