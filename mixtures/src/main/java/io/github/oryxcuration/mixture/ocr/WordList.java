package io.github.oryxcuration.mixture.ocr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Common words of a language.
 *
 * @param language two-letter code
 * @param isSpaced whether words stand apart
 */
record WordList(String language, boolean isSpaced, List<String> words) implements Wording {
  /** One word in so many is a number, a date or a share, which pages are full of. */
  private static final int NUMBER_EVERY = 12;

  /** What numbers, dates, times and shares are written with; some fonts of one script lack them. */
  private static final String FIGURES = "0123456789.:% ";

  private static final String RESOURCE = "words.txt";
  private static final String UNSPACED = "~";

  WordList {
    words = List.copyOf(words);
  }

  /** All that come with the toolkit. */
  static List<WordList> builtIn() {
    return BuiltIn.LISTS;
  }

  @Override
  public Iterator<String> words(Draws draws) {
    return Stream.generate(() -> draws.below(NUMBER_EVERY) == 0 ? number(draws) : draws.pick(words))
        .iterator();
  }

  private static String number(Draws draws) {
    return switch (draws.below(4)) {
      case 0 -> String.valueOf(draws.between(2, 9999));
      case 1 -> draws.between(1, 99) + "%";
      case 2 ->
          String.format(
              Locale.ROOT,
              "%02d.%02d.%d",
              draws.between(1, 28),
              draws.between(1, 12),
              draws.between(1950, 2030));
      default -> String.format(Locale.ROOT, "%d:%02d", draws.below(24), draws.below(60));
    };
  }

  /** Whether a font has all letters of the words, and of the figures that stand among them. */
  boolean isWritable(Font font) {
    return font.canDisplayUpTo(FIGURES) < 0
        && words.stream().allMatch(word -> font.canDisplayUpTo(word) < 0);
  }

  /** Read once, when first asked for. */
  private static final class BuiltIn {
    static final List<WordList> LISTS = read();

    private static List<WordList> read() {
      try (InputStream in = WordList.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not in the jar");
        }
        return new String(in.readAllBytes(), UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(BuiltIn::parse)
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static WordList parse(String line) {
      int colon = line.indexOf(':');
      String language = line.substring(0, colon);
      boolean isSpaced = !language.endsWith(UNSPACED);
      return new WordList(
          isSpaced ? language : language.substring(0, language.length() - 1),
          isSpaced,
          List.of(line.substring(colon + 1).strip().split(" +")));
    }
  }
}
