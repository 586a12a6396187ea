package io.github.oryxcuration.needle.film;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a MovieNet tree that speak of all films: list, splits and frame rates. */
final class FilmLists {
  /** What may stand for a film in paths. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private FilmLists() {}

  /** One id per line; blank lines are left out. */
  static List<String> list(String path) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line : Storage.readText(path).lines().toList()) {
      String id = line.strip().replace("\ufeff", "");
      if (!id.isEmpty()) {
        ids.add(checked(path, id));
      }
    }
    return ids;
  }

  /** The splits of a film, but for {@code full}; empty for films that are in none. */
  static SortedMap<String, List<String>> splits(String path) throws IOException {
    SortedMap<String, List<String>> splits = new TreeMap<>();
    JsonNode node = object(path);
    for (Map.Entry<String, JsonNode> split : node.properties()) {
      if (split.getKey().equals("full")) {
        continue;
      }
      for (JsonNode id : split.getValue()) {
        splits
            .computeIfAbsent(checked(path, id.asText()), k -> new ArrayList<>())
            .add(split.getKey());
      }
    }
    return splits;
  }

  /** Frames per second by film; films without a usable one are left out. */
  static SortedMap<String, Double> rates(String path) throws IOException {
    SortedMap<String, Double> rates = new TreeMap<>();
    JsonNode node = object(path);
    for (Map.Entry<String, JsonNode> film : node.properties()) {
      rate(film.getValue().path("fps")).ifPresent(fps -> rates.put(film.getKey(), fps));
    }
    return rates;
  }

  private static Optional<Double> rate(JsonNode node) {
    double fps = node.asDouble(0);
    return fps > 0 && fps <= 1000 ? Optional.of(fps) : Optional.empty();
  }

  private static JsonNode object(String path) throws IOException {
    try {
      JsonNode node = Json.mapper().readTree(Storage.readAll(path));
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new IOException(path + ": not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IOException(path + ": expected a JSON object");
  }

  private static String checked(String path, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      throw new IOException(path + ": found '" + id + "', expected a film's id such as tt0032138");
    }
    return id;
  }
}
