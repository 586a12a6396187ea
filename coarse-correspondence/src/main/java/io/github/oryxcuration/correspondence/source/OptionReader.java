package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeProblem;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Takes options from a source and says which one is wrong. */
record OptionReader(SourceSpec source) {

  <T> T one(String key, String fallback, String allowed, Function<String, T> parse) {
    return item(key, source.options().getOrDefault(key, fallback).strip(), allowed, parse);
  }

  <T> List<T> many(String key, String fallback, String allowed, Function<String, T> parse) {
    return Arrays.stream(source.options().getOrDefault(key, fallback).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(item -> item(key, item, allowed, parse))
        .toList();
  }

  int number(String key, int fallback, int least, int most) {
    return one(
        key,
        String.valueOf(fallback),
        "a whole number from " + least + " to " + most,
        text -> {
          int value = Integer.parseInt(text);
          if (value < least || value > most) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  private <T> T item(String key, String item, String allowed, Function<String, T> parse) {
    try {
      return parse.apply(item);
    } catch (IllegalArgumentException e) {
      throw refusal(key, "found \"" + item + "\"; allowed: " + allowed);
    }
  }

  /** That an option cannot be as it is. */
  RecipeException refusal(String key, String why) {
    return new RecipeException(
        List.of(new RecipeProblem("source " + source.name(), 0, 0, "options." + key + ": " + why)));
  }
}
