package io.github.oryxcuration.needle.grid;

import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.needle.film.FilmSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a recipe says of a grid.
 *
 * @param questions path of the file of question-answer pairs
 * @param pictures the folder that their pictures lie in
 * @param frames of a sample in all
 * @param depths of the inserted frame, 0 for the first and 1 for the last
 * @param repeats of each cell, each with another question and film
 */
record GridOptions(
    String questions,
    String pictures,
    SortedSet<Integer> frames,
    SortedSet<Double> depths,
    int repeats,
    long seed) {
  static final Set<String> KEYS =
      Set.of("questions", "pictures", "frames", "depths", "repeats", "seed", "split", "skip");

  private static final String FRAMES = "100, 200, 400, 800, 1600";
  private static final String DEPTHS = "0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1";
  private static final int MOST_FRAMES = 1_000_000;

  static GridOptions of(SourceSpec source) {
    Map<String, String> options = source.options();
    String questions = options.getOrDefault("questions", "");
    if (questions.isBlank()) {
      throw RecipeException.ofOption(
          source.name(), "questions", questions, "a JSON or JSONL file of questions on pictures");
    }
    String file = FilmSource.path(source, questions);
    return new GridOptions(
        file,
        options.containsKey("pictures")
            ? FilmSource.path(source, options.get("pictures"))
            : parent(file),
        list(source, "frames", FRAMES, "whole numbers from 2", GridOptions::frames),
        list(source, "depths", DEPTHS, "numbers from 0 to 1", GridOptions::depth),
        (int) whole(source, "repeats", "1", 1, MOST_FRAMES),
        whole(source, "seed", "0", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static String parent(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  private static int frames(String word) {
    int frames = Integer.parseInt(word);
    if (frames < 2 || frames > MOST_FRAMES) {
      throw new NumberFormatException(word);
    }
    return frames;
  }

  private static double depth(String word) {
    double depth = Double.parseDouble(word);
    if (!(depth >= 0 && depth <= 1)) {
      throw new NumberFormatException(word);
    }
    return depth;
  }

  private static <T extends Comparable<T>> SortedSet<T> list(
      SourceSpec source, String key, String preset, String allowed, Function<String, T> parse) {
    String text = source.options().getOrDefault(key, preset);
    SortedSet<T> values = new TreeSet<>();
    try {
      for (String word : text.split(",", -1)) {
        values.add(parse.apply(word.strip()));
      }
    } catch (NumberFormatException e) {
      throw RecipeException.ofOption(source.name(), key, text, allowed + ", with commas");
    }
    return values;
  }

  private static long whole(SourceSpec source, String key, String preset, long least, long most) {
    String text = source.options().getOrDefault(key, preset);
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw RecipeException.ofOption(source.name(), key, text, "a whole number");
    }
    throw RecipeException.ofOption(
        source.name(), key, text, "a whole number from " + least + " to " + most);
  }
}
