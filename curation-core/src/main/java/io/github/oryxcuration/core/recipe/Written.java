package io.github.oryxcuration.core.recipe;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a recipe's texts were written before environment variables were put in and paths made
 * absolute. Two machines that keep the data in different folders so have the same canonical recipe,
 * and no secret is in it. A recipe made in Java has {@link #NOTHING}: its values stand as they are.
 *
 * @param texts by place, such as {@code sources.vcg.files.0}
 * @param folder that the recipe lies in and its relative paths start from, or an empty string
 */
record Written(Map<String, Text> texts, Secrets secrets, String folder) implements Serializable {
  static final Written NOTHING = new Written(Map.of(), Secrets.NONE, "");

  Written {
    texts = Map.copyOf(texts);
  }

  /**
   * One text.
   *
   * @param text as it stands in the recipe
   * @param decides whether its value, rather than its text, is a part of what the recipe says:
   *     false for paths, whose files are fingerprinted, and for secrets
   */
  record Text(String text, boolean decides) implements Serializable {}

  @Nullable Text at(String place) {
    return texts.get(place);
  }

  static String source(String name, String key) {
    return "sources." + name + "." + key;
  }

  /** Places alone: the texts may be private. */
  @Override
  public String toString() {
    return "Written" + texts.keySet();
  }
}
