package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key that a recipe may hold: the reader checks against it and the JSON schema is written from
 * it.
 *
 * @param name as it stands in YAML
 * @param kind what its value is
 * @param required whether a recipe without it is refused
 * @param fallback what holds where the key is absent, as YAML would have it; empty for none
 * @param meaning one sentence for editors and documentation
 */
record RecipeKey(String name, Kind kind, boolean required, String fallback, String meaning) {

  /** What the value of a key is. */
  sealed interface Kind {

    /** For messages: {@code an integer >= 1}. */
    String allowed();
  }

  /**
   * Text.
   *
   * @param pattern that all of it matches, or null
   * @param kept whether it reaches the outputs as it is, so that it may not hold a secret
   */
  record Text(String allowed, @Nullable String pattern, boolean kept) implements Kind {}

  /** The path of a file or folder, relative to the recipe's folder. */
  record FilePath(String allowed) implements Kind {}

  /** A path or glob, or a list of them. */
  record FilePaths(String allowed) implements Kind {}

  /** A whole number, bounds included. */
  record Whole(long min, long max) implements Kind {
    @Override
    public String allowed() {
      if (min == Long.MIN_VALUE && max == Long.MAX_VALUE) {
        return "a whole number";
      }
      return max == Long.MAX_VALUE || max == Integer.MAX_VALUE
          ? "a whole number >= " + min
          : "a whole number from " + min + " to " + max;
    }
  }

  /** A number; the lower bound may be excluded, the upper one is included. */
  record Real(double min, boolean minIncluded, double max) implements Kind {
    @Override
    public String allowed() {
      String least = (minIncluded ? ">= " : "> ") + plain(min);
      return max == Double.POSITIVE_INFINITY
          ? "a number " + least
          : "a number " + least + " and <= " + plain(max);
    }

    private static String plain(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** Bytes, with a unit if wanted. */
  record Size(long min) implements Kind {
    @Override
    public String allowed() {
      return "a size >= " + min + " bytes, like 500MB or 64MiB";
    }
  }

  /** One of a few words. */
  record Word(Class<? extends Enum<?>> type) implements Kind {
    List<String> words() {
      return Arrays.stream(type.getEnumConstants())
          .map(c -> c.name().toLowerCase(Locale.ROOT))
          .toList();
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", words());
    }
  }

  /** The name of a registered source format. */
  record FormatName() implements Kind {
    @Override
    public String allowed() {
      return "the name of a source format";
    }
  }

  /** Keys of its own. */
  record Section(List<RecipeKey> keys) implements Kind {
    @Override
    public String allowed() {
      return "a mapping of " + names(keys);
    }
  }

  /** A list of mappings with the same keys, at least one. */
  record Sections(List<RecipeKey> keys) implements Kind {
    @Override
    public String allowed() {
      return "a list of mappings, at least one";
    }
  }

  /** Keys that the source's format names, with texts, numbers or truth values. */
  record Options() implements Kind {
    @Override
    public String allowed() {
      return "a mapping of options";
    }
  }

  RecipeKey {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(fallback, "fallback");
    requireNonNull(meaning, "meaning");
  }

  static String names(List<RecipeKey> keys) {
    return String.join(", ", keys.stream().map(RecipeKey::name).toList());
  }
}
