package io.github.oryxcuration.mixture.scored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people found of samples that they looked at: lines {@code {"id": …, "label": 1}}, 1 for good
 * and 0 for bad.
 */
final class Labels {
  private Labels() {}

  /**
   * Labels by the ids of samples.
   *
   * @throws IOException if a line is none, or labels a sample that an earlier one labels otherwise
   */
  static Map<String, Double> read(String path) throws IOException {
    Map<String, Double> labels = new TreeMap<>();
    List<String> lines = Storage.readText(path).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String place = path + " line " + (i + 1);
        JsonNode row = row(place, lines.get(i));
        String id = row.path("id").asText();
        double label = row.path("label").asDouble();
        Double earlier = labels.put(id, label);
        if (earlier != null && earlier != label) {
          throw new IOException(place + ": '" + id + "' has another label above");
        }
      }
    }
    return labels;
  }

  private static JsonNode row(String place, String line) throws IOException {
    JsonNode row;
    try {
      row = Json.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(place + " is no JSON: " + e.getOriginalMessage(), e);
    }
    double label = row.path("label").asDouble(-1);
    if (!row.path("id").isTextual() || !row.path("label").isNumber() || label < 0 || label > 1) {
      throw new IOException(
          place
              + " must be {\"id\": \"…\", \"label\": 1}, the label from 0 (bad) to 1 (good), but is "
              + line.strip());
    }
    return row;
  }
}
