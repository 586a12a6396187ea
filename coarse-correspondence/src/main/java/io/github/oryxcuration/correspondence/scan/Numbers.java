package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Numbers in small text files: poses, intrinsics, the keys of a scan. */
final class Numbers {
  private static final long MAX_TEXT = 1 << 20;

  private Numbers() {}

  /** A small text, or null where there is no such file. */
  static @Nullable String text(String path) throws IOException {
    try {
      long bytes = Storage.stat(path).bytes();
      if (bytes > MAX_TEXT) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            "%s: %d bytes; a text of at most %d is read".formatted(path, bytes, MAX_TEXT));
      }
      return new String(Storage.readAll(path), StandardCharsets.ISO_8859_1);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** A matrix of 16 numbers that are parted by blanks; {@code -inf} and {@code nan} are numbers. */
  static Matrix4 matrix(String text, String what) {
    StringTokenizer words = new StringTokenizer(text);
    if (words.countTokens() != 16) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: a matrix has 16 numbers, but here are %d".formatted(what, words.countTokens()));
    }
    double[] numbers = new double[16];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(words.nextToken(), what);
    }
    return Matrix4.of(numbers);
  }

  /** One number as C and Python write it. */
  static double number(String word, String what) {
    switch (word.toLowerCase(Locale.ROOT)) {
      case "-inf", "-infinity", "-1.#inf", "-1.#inf00" -> {
        return Double.NEGATIVE_INFINITY;
      }
      case "inf", "infinity", "1.#inf", "1.#inf00" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "nan", "-nan", "-nan(ind)", "1.#qnan", "-1.#ind", "-1.#ind00" -> {
        return Double.NaN;
      }
      default -> {
        try {
          return Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw new CurationException(
              Reason.MEDIA_UNREADABLE,
              "%s: '%s' is no number"
                  .formatted(what, word.length() > 40 ? word.substring(0, 40) + "…" : word),
              e);
        }
      }
    }
  }
}
