package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.RecipeKey.Kind;
import io.github.oryxcuration.core.recipe.YamlNode.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one mapping whose keys and types are right. Keys that were absent or wrong are not
 * in it; wrong ones are among the problems.
 */
record Checked(Place at, List<RecipeKey> keys, Map<String, Value> values) {

  /**
   * One value.
   *
   * @param key where its key stands
   * @param at where it stands itself
   * @param content a Long, Double, enum constant, {@link Item}, list of items, map of items, {@link
   *     Checked} or list of them, as the key's kind has it
   */
  record Value(Place key, Place at, Object content) {}

  /**
   * A text or path.
   *
   * @param written as it stands in the recipe
   * @param value with environment variables put in
   * @param secret whether a secret variable is in it
   */
  record Item(Place at, String written, String value, boolean referring, boolean secret) {}

  @Nullable Value find(String key) {
    return values.get(key);
  }

  /** The value of a key with a default or preset, whichever holds. */
  <T> T get(String key, Class<T> type, T preset) {
    Value value = values.get(key);
    return value == null ? preset : type.cast(value.content());
  }

  /** The value of a key with a default in {@link RecipeKeys}. */
  <T> T get(String key, Class<T> type) {
    Value value = values.get(key);
    return type.cast(value == null ? fallback(key) : value.content());
  }

  <T> @Nullable T orNull(String key, Class<T> type) {
    Value value = values.get(key);
    return value == null ? null : type.cast(value.content());
  }

  /** The default of a key that holds a whole number or a size. */
  long preset(String key) {
    return (Long) fallback(key);
  }

  /** What a key holds that takes a list of mappings. */
  static List<Checked> listed(Value value) {
    return ((List<?>) value.content()).stream().map(Checked.class::cast).toList();
  }

  /** What a key holds that takes a list of paths. */
  static List<Item> items(Value value) {
    return ((List<?>) value.content()).stream().map(Item.class::cast).toList();
  }

  /** What a key holds that takes options, by name. */
  static Map<String, Item> options(Value value) {
    Map<String, Item> options = new TreeMap<>();
    ((Map<?, ?>) value.content()).forEach((key, item) -> options.put((String) key, (Item) item));
    return options;
  }

  /** The mapping below a key; one without values where the key is absent. */
  Checked section(String key, List<RecipeKey> keysBelow) {
    Value value = values.get(key);
    return value == null ? new Checked(at, keysBelow, Map.of()) : (Checked) value.content();
  }

  /** The text of a key, or an empty one. */
  String text(String key) {
    Value value = values.get(key);
    return value == null ? "" : ((Item) value.content()).value();
  }

  @Nullable Item item(String key) {
    Value value = values.get(key);
    return value == null ? null : (Item) value.content();
  }

  private Object fallback(String name) {
    for (RecipeKey key : keys) {
      if (key.name().equals(name)) {
        Kind kind = key.kind();
        Object parsed = ScalarValue.parse(kind, key.fallback());
        if (parsed != null) {
          return parsed;
        }
      }
    }
    throw new IllegalArgumentException("the key " + name + " has no default");
  }
}
