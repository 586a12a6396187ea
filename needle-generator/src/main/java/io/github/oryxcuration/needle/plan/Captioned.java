package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one needle in a round of captioning.
 *
 * @param film its number
 * @param offer its place among the film's offers
 * @param answer set where it can be used
 * @param pictures sha256 of the encoded frames that were captioned
 * @param captioner that answered
 * @param prompt name and digest of the prompt
 * @param reason set where there is no answer that can be used
 * @param message that goes with it
 */
record Captioned(
    int film,
    int offer,
    @Nullable String answer,
    List<String> pictures,
    String captioner,
    String prompt,
    @Nullable Reason reason,
    @Nullable String message) {
  Captioned {
    pictures = List.copyOf(pictures);
  }

  /** A needle that has no answer to be used. */
  static Captioned failed(int film, int offer, Reason reason, String message) {
    return new Captioned(film, offer, null, List.of(), "", "", reason, message);
  }

  /** The lines of files by film, in the order of the files. */
  static Map<Integer, List<Captioned>> byFilm(List<String> paths) throws IOException {
    Map<Integer, List<Captioned>> films = new TreeMap<>();
    for (String path : paths) {
      for (Captioned one : read(path)) {
        films.computeIfAbsent(one.film(), film -> new ArrayList<>()).add(one);
      }
    }
    return films;
  }

  /** The lines of a file; none where there is no file, because nothing was left to do in it. */
  private static List<Captioned> read(String path) throws IOException {
    try {
      return Storage.readText(path).lines().map(line -> Json.read(line, Captioned.class)).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
