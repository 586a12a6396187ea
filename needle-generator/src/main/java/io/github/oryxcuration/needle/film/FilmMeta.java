package io.github.oryxcuration.needle.film;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What MovieNet's meta file says of a film.
 *
 * @param imdbId as the file states it, or an empty string
 * @param title with the year, or an empty string
 * @param genres in the file's order
 */
public record FilmMeta(String imdbId, String title, List<String> genres) {
  public static final FilmMeta NONE = new FilmMeta("", "", List.of());

  private static final long MAX_BYTES = 16 << 20;

  public FilmMeta {
    genres = List.copyOf(genres);
  }

  /**
   * Reads a file.
   *
   * @throws CurationException FILM_INCONSISTENT where it is no JSON object
   */
  public static FilmMeta read(String path) throws IOException {
    if (Storage.stat(path).bytes() > MAX_BYTES) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE, path + ": larger than 16777216 bytes; no meta file is");
    }
    return parse(path, Storage.readAll(path));
  }

  static FilmMeta parse(String name, byte[] bytes) {
    JsonNode node;
    try {
      node = Json.mapper().readTree(bytes);
    } catch (JacksonException e) {
      throw new CurationException(
          Reason.FILM_INCONSISTENT, name + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CurationException(Reason.FILM_INCONSISTENT, name + ": " + e.getMessage(), e);
    }
    if (!node.isObject()) {
      throw new CurationException(
          Reason.FILM_INCONSISTENT, name + ": expected a JSON object with a title");
    }
    List<String> genres = new ArrayList<>();
    for (JsonNode genre : node.path("genres")) {
      if (genre.isTextual()) {
        genres.add(genre.textValue());
      }
    }
    return new FilmMeta(text(node, "imdb_id"), text(node, "title"), genres);
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? value.textValue() : "";
  }
}
