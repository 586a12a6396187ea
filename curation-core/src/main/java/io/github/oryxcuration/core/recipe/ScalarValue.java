package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.RecipeKey.Kind;
import io.github.oryxcuration.core.recipe.RecipeKey.Real;
import io.github.oryxcuration.core.recipe.RecipeKey.Size;
import io.github.oryxcuration.core.recipe.RecipeKey.Whole;
import io.github.oryxcuration.core.recipe.RecipeKey.Word;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers, sizes and words the way a reader of the recipe would: digits are decimal, {@code
 * 1e6} is a million, and what YAML 1.1 takes for octal is refused rather than guessed at.
 */
final class ScalarValue {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9][0-9_]*(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9_]+");
  private static final Pattern SIZE = Pattern.compile("([0-9.eE+_]+)\\s*([A-Za-z]+)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KIB", 1L << 10,
          "MIB", 1L << 20,
          "GIB", 1L << 30,
          "TIB", 1L << 40);

  private ScalarValue() {}

  /** A Long, a Double or an enum constant, or null where the text is none or out of bounds. */
  static @Nullable Object parse(Kind kind, String text) {
    String trimmed = text.strip();
    if (kind instanceof Whole whole) {
      return whole(trimmed, whole.min(), whole.max());
    }
    if (kind instanceof Real real) {
      return real(trimmed, real);
    }
    if (kind instanceof Size size) {
      return size(trimmed, size.min());
    }
    if (kind instanceof Word word) {
      return word(trimmed, word);
    }
    throw new IllegalArgumentException("no scalar kind: " + kind);
  }

  /** What to do about a text that {@link #parse} refuses, starting with "; ", or nothing. */
  static String hint(Kind kind, String text) {
    if (kind instanceof Word word) {
      return NearestKey.hint(text, word.words());
    }
    if (OCTAL.matcher(text.strip()).matches()) {
      return "; YAML 1.1 takes a leading zero for octal, so leave it out";
    }
    BigDecimal number = number(text.strip());
    return kind instanceof Whole whole
            && number != null
            && number.compareTo(BigDecimal.valueOf(whole.max())) > 0
            && !whole.allowed().endsWith(" " + whole.max())
        ? "; the largest is " + whole.max()
        : "";
  }

  private static @Nullable Long whole(String text, long min, long max) {
    BigDecimal number = number(text);
    if (number == null
        || number.compareTo(BigDecimal.valueOf(min)) < 0
        || number.compareTo(BigDecimal.valueOf(max)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return number.longValueExact();
  }

  private static @Nullable Double real(String text, Real bounds) {
    BigDecimal number = number(text);
    if (number == null) {
      return null;
    }
    double value = number.doubleValue();
    boolean enough = bounds.minIncluded() ? value >= bounds.min() : value > bounds.min();
    return enough && value <= bounds.max() && Double.isFinite(value) ? value : null;
  }

  private static @Nullable Long size(String text, long min) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
    Long factor = UNITS.get(unit);
    BigDecimal number = number(matcher.group(1));
    if (factor == null || number == null) {
      return null;
    }
    BigDecimal bytes = number.multiply(BigDecimal.valueOf(factor));
    return whole(bytes.toString(), min, Long.MAX_VALUE);
  }

  private static @Nullable BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches() || OCTAL.matcher(text).matches()) {
      return null;
    }
    return new BigDecimal(text.replace("_", ""));
  }

  private static @Nullable Object word(String text, Word word) {
    int index = word.words().indexOf(text);
    return index < 0 ? null : word.type().getEnumConstants()[index];
  }
}
