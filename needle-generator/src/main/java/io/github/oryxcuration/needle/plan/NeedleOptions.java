package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.caption.AnswerRules;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.needle.choose.Nearness;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.feature.Quality;
import io.github.oryxcuration.needle.film.FilmSource;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe says of its needles.
 *
 * @param captioner {@code annotation}, {@code http} or {@code oryx}
 * @param perFilm needles of one film at most
 * @param count needles in all at most
 * @param lengths frames of a haystack at most: a film is cut to one of these, in ascending order
 * @param minFrames of a haystack at least
 * @param framesPerSecond at which plain films are sampled
 * @param questions path of a file of questions on pictures that are inserted; empty where frames of
 *     other films are
 * @param pictures the folder of their pictures
 * @param rounds of captioning: failures of one are replaced in the next
 * @param buckets of captioning; decides how cap and rates are divided
 * @param even whether cells are trimmed to counts that differ by at most one
 * @param http set where the captioner is a server
 * @param oryx set where the captioner is a model of ours
 */
record NeedleOptions(
    String captioner,
    int perFilm,
    int count,
    List<Integer> lengths,
    int minFrames,
    double framesPerSecond,
    Depths depths,
    List<Task> tasks,
    Nearness nearness,
    Quality quality,
    String questions,
    String pictures,
    int rounds,
    int buckets,
    boolean even,
    @Nullable HttpCaptionerSpec http,
    @Nullable Oryx oryx)
    implements Serializable {
  /**
   * Our own model.
   *
   * @param folder of its files
   * @param maxTokens of an answer
   */
  record Oryx(String folder, int maxTokens, AnswerRules rules) implements Serializable {}

  static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "captioner",
              "per_film",
              "count",
              "frames",
              "min_frames",
              "frames_per_second",
              "depths",
              "tasks",
              "hash_distance",
              "structure_distance",
              "colour_distance",
              "min_contrast",
              "min_sharpness",
              "max_dark",
              "max_bright",
              "max_text",
              "insert_questions",
              "insert_pictures",
              "rounds",
              "buckets",
              "even",
              "url",
              "model",
              "key_variable",
              "max_tokens",
              "temperature",
              "timeout_seconds",
              "attempts",
              "answers",
              "concurrency",
              "requests_per_minute",
              "tokens_per_minute",
              "prompt_price",
              "answer_price",
              "tokens_per_picture",
              "cap",
              "max_chars",
              "language",
              "split",
              "skip"));

  static NeedleOptions of(SourceSpec source) {
    Values values = new Values(source);
    String captioner = values.text("captioner", "annotation");
    if (!List.of("annotation", "http", "oryx").contains(captioner)) {
      throw values.refusal("captioner", captioner, "annotation, http or oryx");
    }
    String questions = values.path("insert_questions", "");
    Quality quality = Quality.DEFAULT;
    Nearness nearness = Nearness.DEFAULT;
    return new NeedleOptions(
        captioner,
        values.whole("per_film", 20, 1, 100_000),
        values.whole("count", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
        values.lengths(),
        values.whole("min_frames", 8, 2, 1_000_000),
        values.number("frames_per_second", 1, 0.001, 1000),
        new Depths(values.whole("depths", 10, 1, 1000)),
        values.tasks(),
        new Nearness(
            values.whole("hash_distance", nearness.hash(), 0, Nearness.MAX_HASH),
            values.number("structure_distance", nearness.structure(), 0, 255),
            values.number("colour_distance", nearness.colour(), 0, 255)),
        new Quality(
            values.number("min_contrast", quality.minContrast(), 0, 255),
            values.number("min_sharpness", quality.minSharpness(), 0, 1000),
            values.number("max_dark", quality.maxDark(), 0, 1),
            values.number("max_bright", quality.maxBright(), 0, 1),
            values.number("max_text", quality.maxText(), 0, 1)),
        questions,
        values.path("insert_pictures", parent(questions)),
        values.whole("rounds", 3, 1, 10),
        values.whole("buckets", 8, 1, 4096),
        values.flag("even", true),
        captioner.equals("http") ? http(values) : null,
        captioner.equals("oryx") ? oryx(values) : null);
  }

  private static String parent(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  private static Oryx oryx(Values values) {
    String folder = values.text("model", "");
    if (folder.isBlank()) {
      throw values.refusal("model", folder, "the folder of a published model");
    }
    return new Oryx(folder, values.whole("max_tokens", 300, 1, 100_000), values.rules());
  }

  private static HttpCaptionerSpec http(Values values) {
    try {
      return new HttpCaptionerSpec(
          values.text("url", "https://api.openai.com/v1"),
          values.text("model", "gpt-4o-2024-08-06"),
          values.text("key_variable", "OPENAI_API_KEY"),
          values.whole("max_tokens", 300, 1, 100_000),
          values.number("temperature", 0, 0, 10),
          values.whole("timeout_seconds", 60, 1, 3600),
          values.whole("attempts", 6, 1, 100),
          values.whole("answers", 2, 1, 100),
          values.whole("concurrency", 16, 1, 10_000),
          values.number("requests_per_minute", 0, 0, 1e9),
          values.number("tokens_per_minute", 0, 0, 1e12),
          values.money("prompt_price", "2.50"),
          values.money("answer_price", "10.00"),
          values.whole("tokens_per_picture", 1105, 0, 1_000_000),
          values.money("cap", "10.00"),
          values.rules());
    } catch (IllegalArgumentException e) {
      throw RecipeException.of("source " + values.source.name(), String.valueOf(e.getMessage()));
    }
  }

  /** Reads texts and refuses what is out of range. */
  private record Values(SourceSpec source, Map<String, String> options) {
    Values(SourceSpec source) {
      this(source, source.options());
    }

    String text(String key, String preset) {
      return options.getOrDefault(key, preset);
    }

    String path(String key, String preset) {
      String path = options.getOrDefault(key, "");
      return path.isBlank() ? preset : FilmSource.path(source, path);
    }

    int whole(String key, int preset, int least, int most) {
      String text = options.get(key);
      if (text == null) {
        return preset;
      }
      try {
        int value = Integer.parseInt(text.strip().replace("_", ""));
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refusal(key, text, "a whole number from " + least + " to " + most);
      }
      throw refusal(key, text, "a whole number from " + least + " to " + most);
    }

    double number(String key, double preset, double least, double most) {
      String text = options.get(key);
      if (text == null) {
        return preset;
      }
      try {
        double value = Double.parseDouble(text.strip());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refusal(key, text, "a number from " + least + " to " + most);
      }
      throw refusal(key, text, "a number from " + least + " to " + most);
    }

    BigDecimal money(String key, String preset) {
      String text = options.getOrDefault(key, preset).strip();
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw refusal(key, text, "an amount such as 2.50");
      }
    }

    AnswerRules rules() {
      String language = text("language", "en");
      if (!language.equals("en") && !language.equals("any")) {
        throw refusal("language", language, "en or any");
      }
      return new AnswerRules(whole("max_chars", 1200, 1, 1_000_000), language.equals("en"));
    }

    boolean flag(String key, boolean preset) {
      String text = options.getOrDefault(key, String.valueOf(preset));
      if (!text.equals("true") && !text.equals("false")) {
        throw refusal(key, text, "true or false");
      }
      return text.equals("true");
    }

    /** One length, or several with commas. */
    List<Integer> lengths() {
      String text = options.getOrDefault("frames", "192");
      try {
        List<Integer> lengths =
            Arrays.stream(text.split(",", -1))
                .map(word -> Integer.valueOf(word.strip()))
                .distinct()
                .sorted()
                .toList();
        if (lengths.get(0) >= 2 && lengths.get(lengths.size() - 1) <= 1_000_000) {
          return lengths;
        }
      } catch (NumberFormatException e) {
        throw refusal("frames", text, "whole numbers from 2 to 1000000, with commas");
      }
      throw refusal("frames", text, "whole numbers from 2 to 1000000, with commas");
    }

    List<Task> tasks() {
      String text = options.getOrDefault("tasks", "caption, diff");
      try {
        List<Task> tasks =
            Arrays.stream(text.split(",", -1)).map(String::strip).map(Task::of).distinct().toList();
        return tasks.stream().sorted().toList();
      } catch (IllegalArgumentException e) {
        throw refusal("tasks", text, "some of caption, diff, insert, with commas");
      }
    }

    RecipeException refusal(String key, String found, String allowed) {
      return RecipeException.ofOption(source.name(), key, found, allowed);
    }
  }
}
