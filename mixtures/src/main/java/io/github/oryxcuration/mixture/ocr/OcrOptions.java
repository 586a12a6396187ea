package io.github.oryxcuration.mixture.ocr;

import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The options of an OCR source.
 *
 * @param count how many pages there are
 * @param languages codes of built-in word lists; unused where the source has text files
 * @param families of installed fonts, or empty for all; unused where the source has font files
 * @param noise how strong noise and shade get at most, 0 to 1; likewise blur and perspective
 */
record OcrOptions(
    long count,
    List<String> languages,
    List<String> families,
    List<Layout> layouts,
    List<Size> sizes,
    double noise,
    double blur,
    double perspective,
    long seed) {
  static final Set<String> KEYS =
      Set.of(
          "count",
          "languages",
          "families",
          "layouts",
          "sizes",
          "noise",
          "blur",
          "perspective",
          "seed");

  /** Every built-in language that a font has the letters of. */
  static final String ALL = "all";

  private static final String SIZES = "448x448, 640x480, 768x1024, 1024x768";
  private static final String STRENGTH = "0.4";

  OcrOptions {
    languages = List.copyOf(languages);
    families = List.copyOf(families);
    layouts = List.copyOf(layouts);
    sizes = List.copyOf(sizes);
  }

  /**
   * Reads and checks them.
   *
   * @throws RecipeException that names the source and the option
   */
  static OcrOptions of(SourceSpec source) {
    Reader read = new Reader(source);
    return new OcrOptions(
        read.one("count", "", "a whole number of at least 1", OcrOptions::count),
        read.many("languages", "en", "codes of languages or all", OcrOptions::language),
        read.many("families", "", "families of installed fonts", Function.identity()),
        read.many("layouts", allLayouts(), allLayouts(), OcrOptions::layout),
        read.many("sizes", SIZES, "sizes like 640x480 of 64 to 4096 pixels", OcrOptions::size),
        read.one("noise", STRENGTH, "a number from 0 to 1", OcrOptions::strength),
        read.one("blur", STRENGTH, "a number from 0 to 1", OcrOptions::strength),
        read.one("perspective", STRENGTH, "a number from 0 to 1", OcrOptions::strength),
        read.one("seed", "0", "a whole number", Long::parseLong));
  }

  private static String allLayouts() {
    return Arrays.stream(Layout.values()).map(Layout::word).collect(Collectors.joining(", "));
  }

  private static long count(String text) {
    return allowed(Long.parseLong(text), Long.parseLong(text) >= 1);
  }

  private static double strength(String text) {
    double value = Double.parseDouble(text);
    return allowed(value, value >= 0 && value <= 1);
  }

  private static String language(String text) {
    return allowed(
        text,
        text.equals(ALL)
            || WordList.builtIn().stream().anyMatch(words -> words.language().equals(text)));
  }

  private static Layout layout(String text) {
    return Layout.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Size size(String text) {
    String[] sides = text.split("x", -1);
    if (sides.length != 2) {
      throw new IllegalArgumentException(text);
    }
    Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    int least = Math.min(size.width(), size.height());
    int most = Math.max(size.width(), size.height());
    return allowed(size, least >= 64 && most <= OcrOrder.MOST_SIDE);
  }

  private static <T> T allowed(T value, boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException(String.valueOf(value));
    }
    return value;
  }

  /** Takes options from a source and says which one is wrong. */
  private record Reader(SourceSpec source) {

    <T> T one(String key, String fallback, String allowed, Function<String, T> parse) {
      String text = source.options().getOrDefault(key, fallback).strip();
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw refusal(source, key, text, allowed);
      }
    }

    <T> List<T> many(String key, String fallback, String allowed, Function<String, T> parse) {
      String text = source.options().getOrDefault(key, fallback);
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .map(item -> item(key, item, allowed, parse))
          .toList();
    }

    private <T> T item(String key, String item, String allowed, Function<String, T> parse) {
      try {
        return parse.apply(item);
      } catch (IllegalArgumentException e) {
        throw refusal(source, key, item, allowed);
      }
    }
  }

  static RecipeException refusal(SourceSpec source, String key, String found, String allowed) {
    return RecipeException.ofOption(source.name(), key, found, allowed);
  }
}
