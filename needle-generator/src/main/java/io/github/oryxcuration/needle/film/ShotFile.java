package io.github.oryxcuration.needle.film;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * MovieNet's shot text: a line per shot, {@code start end k0 k1 k2}, 0-based frame numbers, the end
 * inclusive. Blank lines, a carriage return and a byte order mark are tolerated; anything else is a
 * fault of the film.
 */
public final class ShotFile {
  /** A film of 24 hours at a cut per frame has fewer. */
  private static final int MAX_SHOTS = 4_000_000;

  private static final int MAX_LINE = 4096;
  private static final int MIN_COLUMNS = 2;
  private static final int MAX_DIGITS = 12;

  private ShotFile() {}

  /**
   * Reads all shots of a film.
   *
   * @throws CurationException FILM_INCONSISTENT with file and line
   */
  public static List<Shot> read(String path) throws IOException {
    try (InputStream in = Storage.read(path)) {
      return read(path, in);
    }
  }

  static List<Shot> read(String name, InputStream in) throws IOException {
    List<Shot> shots = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    String line = next(lines, name, 1);
    while (line != null) {
      number++;
      String text = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
      if (!text.isBlank()) {
        if (shots.size() == MAX_SHOTS) {
          throw fault(name, number, "more than " + MAX_SHOTS + " shots");
        }
        shots.add(shot(name, number, text.strip(), shots.size()));
      }
      line = next(lines, name, number + 1);
    }
    if (shots.isEmpty()) {
      throw new CurationException(Reason.FILM_INCONSISTENT, name + ": holds no shot");
    }
    return shots;
  }

  /** One line; a file that is no text is refused before a line of it fills the memory. */
  private static @org.jspecify.annotations.Nullable String next(
      BufferedReader in, String name, int number) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() == MAX_LINE) {
        throw fault(name, number, "longer than " + MAX_LINE + " characters: not a shot file");
      }
      line.append((char) c);
      c = in.read();
    }
    return line.toString();
  }

  private static Shot shot(String name, int number, String text, int index) {
    String[] columns = text.split("\\s+", -1);
    if (columns.length < MIN_COLUMNS) {
      throw fault(name, number, "found '" + shortened(text) + "', expected: start end k0 k1 k2");
    }
    long[] values = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i].matches("[0-9]{1," + MAX_DIGITS + "}")) {
        throw fault(
            name, number, "found '" + shortened(columns[i]) + "', expected a frame number from 0");
      }
      values[i] = Long.parseLong(columns[i]);
    }
    if (values[1] < values[0]) {
      throw fault(
          name,
          number,
          String.format(
              Locale.ROOT, "the shot ends at %d, before it starts at %d", values[1], values[0]));
    }
    List<Long> keys = new ArrayList<>();
    for (int i = MIN_COLUMNS; i < values.length; i++) {
      keys.add(values[i]);
    }
    return new Shot(index, values[0], values[1], keys);
  }

  /** What does not fit together in a list of shots, in words; empty where nothing is wrong. */
  public static List<String> inconsistencies(List<Shot> shots) {
    List<String> found = new ArrayList<>();
    long expected = shots.isEmpty() ? 0 : shots.get(0).start();
    for (Shot shot : shots) {
      if (shot.start() != expected) {
        found.add(
            String.format(
                Locale.ROOT,
                "shot %d starts at %d, expected %d (%s)",
                shot.number(),
                shot.start(),
                expected,
                shot.start() > expected ? "a gap" : "an overlap"));
      }
      for (long key : shot.keys()) {
        if (!shot.holds(key)) {
          found.add(
              String.format(
                  Locale.ROOT,
                  "key frame %d lies outside its shot %d [%d, %d]",
                  key,
                  shot.number(),
                  shot.start(),
                  shot.end()));
        }
      }
      expected = shot.end() + 1;
    }
    return found;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static CurationException fault(String name, int line, String what) {
    return new CurationException(Reason.FILM_INCONSISTENT, name + ", line " + line + ": " + what);
  }
}
