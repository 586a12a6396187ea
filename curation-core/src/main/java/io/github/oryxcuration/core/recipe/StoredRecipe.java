package io.github.oryxcuration.core.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What a recipe in its canonical form says of trainer, media and shards: the inverse of {@link
 * RecipeJson} for these, without the files and variables that reading a whole recipe asks for.
 */
public final class StoredRecipe {
  private StoredRecipe() {}

  /**
   * The trainer of a stored recipe.
   *
   * @throws IllegalArgumentException if a key is missing or has another type
   */
  public static TrainerSpec trainer(JsonNode recipe) {
    JsonNode node = recipe.path("trainer");
    return new TrainerSpec(
        integer(node, "max_tokens"),
        constant(TrainerSpec.OverBudget.class, node, "over_budget"),
        integer(node, "image_max_side"),
        integer(node, "image_base_side"),
        integer(node, "frame_min_side"),
        integer(node, "frame_max_side"),
        number(node, "fps").doubleValue(),
        integer(node, "max_frames"));
  }

  /**
   * How media of a stored recipe were checked and stored.
   *
   * @throws IllegalArgumentException if a key is missing or has another type
   */
  public static MediaSpec media(JsonNode recipe) {
    JsonNode node = recipe.path("media");
    return new MediaSpec(
        constant(MediaSpec.Check.class, node, "check"),
        constant(MediaSpec.Links.class, node, "links"),
        number(node, "max_pixels").longValue(),
        number(node, "max_bytes").longValue(),
        integer(node, "max_seconds"),
        number(node, "max_frames").longValue(),
        integer(node, "limit_side"),
        constant(MediaSpec.Fit.class, node, "fit"),
        constant(MediaSpec.CorruptTail.class, node, "corrupt_tail"),
        integer(node, "jpeg_quality"));
  }

  /**
   * How the shards of a stored recipe are written.
   *
   * @throws IllegalArgumentException if a key is missing or has another type
   */
  public static ShardSpec shards(JsonNode recipe) {
    JsonNode node = recipe.path("shards");
    return new ShardSpec(
        number(node, "bytes").longValue(),
        number(node, "row_group_bytes").longValue(),
        constant(ShardSpec.Compression.class, node, "compression"));
  }

  private static int integer(JsonNode node, String key) {
    return Math.toIntExact(number(node, key).longValue());
  }

  private static JsonNode number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(key + " must be a number, but was " + value);
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String key) {
    return Enum.valueOf(type, node.path(key).asText().toUpperCase(Locale.ROOT));
  }
}
