package io.github.oryxcuration.mixture.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSONL file of texts by id: {@code {"id": …, "<key>": "text"}} or {@code {"id": …, "<key>s":
 * ["text", …]}}; other keys are left alone.
 */
final class AnswerFile {
  private final String name;
  private final String key;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private AnswerFile(String name, String key) {
    this.name = name;
    this.key = key;
  }

  static AnswerFile read(String path, String key) throws IOException {
    AnswerFile file = new AnswerFile(Storage.name(path), key);
    // Bytes stay bytes, so that the JSON parser sees what is no UTF-8.
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Storage.read(path), ISO_8859_1))) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          file.add(number, line.getBytes(ISO_8859_1));
        }
      }
    }
    return file;
  }

  String name() {
    return name;
  }

  /** Texts by id, in the order of the file. */
  Map<String, List<String>> texts() {
    return texts;
  }

  /** What is wrong, a line each. */
  List<String> problems() {
    return problems;
  }

  private void add(int number, byte[] line) {
    JsonNode row;
    try {
      row = Json.mapper().readTree(line);
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      problem(number, "no valid JSON: " + why);
      return;
    }
    JsonNode id = row.path("id");
    if (!id.isValueNode() || id.isNull()) {
      problem(number, "no \"id\"");
      return;
    }
    List<String> found = textsOf(row);
    if (found.isEmpty()) {
      problem(
          number,
          "id '%s' has neither \"%s\" (a text) nor \"%ss\" (a list of at least one text)"
              .formatted(id.asText(), key, key));
      return;
    }
    Integer earlier = lines.putIfAbsent(id.asText(), number);
    if (earlier != null) {
      problem(number, "id '%s' stands on line %d already".formatted(id.asText(), earlier));
      return;
    }
    texts.put(id.asText(), found);
  }

  private List<String> textsOf(JsonNode row) {
    if (row.path(key).isTextual()) {
      return List.of(row.path(key).asText());
    }
    List<String> found = new ArrayList<>();
    for (JsonNode text : row.path(key + "s")) {
      if (!text.isTextual()) {
        return List.of();
      }
      found.add(text.asText());
    }
    return found;
  }

  private void problem(int line, String what) {
    problems.add(name + " line " + line + ": " + what);
  }
}
