package io.github.oryxcuration.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON file of a model, read key by key. What is wrong with a key is noted, and a harmless
 * value stands in for it, so that all problems can be told at once.
 */
final class ConfigFile {
  private final String name;
  private final JsonNode root;
  private final List<String> problems;

  private ConfigFile(String name, JsonNode root, List<String> problems) {
    this.name = name;
    this.root = root;
    this.problems = problems;
  }

  static ConfigFile read(Path file, List<String> problems) {
    return new ConfigFile(String.valueOf(file.getFileName()), JsonFiles.object(file), problems);
  }

  /** The file, or one that says nothing where it is absent. */
  static ConfigFile readIfPresent(Path file, List<String> problems) {
    return Files.exists(file)
        ? read(file, problems)
        : new ConfigFile(String.valueOf(file.getFileName()), MissingNode.getInstance(), problems);
  }

  /** An object inside this one, which says nothing where it is absent. */
  ConfigFile inside(String key) {
    if (states(key) && !root.path(key).isObject()) {
      wrong(key, "an object");
    }
    return new ConfigFile(name + ": " + key, root.path(key), problems);
  }

  /** Whether a key is there and not null. */
  boolean states(String key) {
    return root.hasNonNull(key);
  }

  /** How an error calls the value of a key. */
  String shown(String key) {
    return JsonFiles.kind(root.path(key));
  }

  int count(String key) {
    return states(key) ? count(key, 1) : missing(key, 1);
  }

  int countUpTo(String key, int most) {
    int count = count(key);
    return count <= most ? count : wrong(key, "a whole number from 1 to " + most, 1);
  }

  int count(String key, int otherwise) {
    JsonNode value = root.path(key);
    if (!states(key)) {
      return otherwise;
    }
    return value.canConvertToInt() && value.isIntegralNumber() && value.intValue() > 0
        ? value.intValue()
        : wrong(key, "a whole number from 1 to 2147483647", 1);
  }

  /** A count that may be 0 or null. */
  int countOrNone(String key, int otherwise) {
    JsonNode value = root.path(key);
    if (value.isNull() || (value.isIntegralNumber() && value.asLong() == 0)) {
      return 0;
    }
    return count(key, otherwise);
  }

  double positive(String key) {
    return states(key) ? positive(key, 1) : missing(key, 1);
  }

  double positive(String key, double otherwise) {
    double value = root.path(key).asDouble();
    if (!states(key)) {
      return otherwise;
    }
    return root.path(key).isNumber() && value > 0 && Double.isFinite(value)
        ? value
        : wrong(key, "a number above 0", 1);
  }

  boolean flag(String key, boolean otherwise) {
    if (states(key) && !root.path(key).isBoolean()) {
      wrong(key, "true or false");
    }
    return root.path(key).asBoolean(otherwise);
  }

  /** A text; empty where there is none. */
  String text(String key) {
    if (states(key) && !root.path(key).isTextual()) {
      wrong(key, "a text");
    }
    return root.path(key).isTextual() ? root.path(key).textValue() : "";
  }

  /** Texts of a list; empty where there is none. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : root.path(key)) {
      texts.add(value.asText());
    }
    return texts;
  }

  /** Ids below a limit: one number, a list of them, or none. */
  List<Integer> ids(String key, int below) {
    JsonNode value = root.path(key);
    List<Integer> ids = new ArrayList<>();
    if (!states(key)) {
      return ids;
    }
    for (JsonNode id : value.isArray() ? value : List.of(value)) {
      if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
        wrong(key, "a token id or a list of them");
        return ids;
      }
      if (id.intValue() >= below) {
        wrong(key, "token ids below vocab_size (" + below + ")");
        return ids;
      }
      ids.add(id.intValue());
    }
    if (ids.isEmpty()) {
      wrong(key, "a token id or a list of them");
    }
    return ids;
  }

  /** How many problems were noted so far, of all files. */
  int problems() {
    return problems.size();
  }

  void problem(String what) {
    problems.add(name + ": " + what);
  }

  /** A problem of something that this file says nothing about. */
  void elsewhere(String what) {
    problems.add(what);
  }

  void wrong(String key, String allowed) {
    problem(key + " must be " + allowed + ", but is " + shown(key));
  }

  private <T> T wrong(String key, String allowed, T instead) {
    wrong(key, allowed);
    return instead;
  }

  private <T> T missing(String key, T instead) {
    problem(key + " is missing");
    return instead;
  }
}
