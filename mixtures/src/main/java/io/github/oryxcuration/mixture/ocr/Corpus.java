package io.github.oryxcuration.mixture.ocr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Running text from files that the user gives. Pages show consecutive words of it.
 *
 * @param digest of what was read
 */
record Corpus(String text, String digest) implements Wording {
  /** Of each file; the rest is not used. */
  private static final int MOST_BYTES = 16 << 20;

  /**
   * Reads UTF-8 files. Blanks and control characters become single spaces, letters their composed
   * form (NFC); tags like {@code <image>} are left out, for a trainer would take them for its own.
   *
   * @throws IOException if a file cannot be read or holds no word
   */
  static Corpus of(List<String> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      String words = words(file);
      if (words.isEmpty()) {
        throw new IOException(file + " holds no text to draw");
      }
      text.append(words).append(' ');
    }
    return new Corpus(text.toString(), Digest.hex(text.toString()));
  }

  private static String words(String file) throws IOException {
    try (InputStream in = Storage.read(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), UTF_8);
      return Normalizer.normalize(text, Normalizer.Form.NFC)
          .replaceAll("<[^<>\\s]{1,40}>", " ")
          .replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cn}\\p{Co}\\uFEFF\\uFFFD\\p{Z}]+", " ")
          .strip();
    }
  }

  @Override
  public boolean isSpaced() {
    return true;
  }

  @Override
  public Iterator<String> words(Draws draws) {
    int[] at = {wordAfter(draws.below(text.length()))};
    return Stream.generate(
            () -> {
              int end = text.indexOf(' ', at[0]);
              String word = text.substring(at[0], end);
              at[0] = end + 1 < text.length() ? end + 1 : 0;
              return word;
            })
        .iterator();
  }

  private int wordAfter(int place) {
    int space = text.indexOf(' ', place);
    return space + 1 < text.length() ? space + 1 : 0;
  }

  /** Its length, not the whole text. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Corpus of %d characters", text.length());
  }
}
