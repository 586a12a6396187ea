package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.core.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, in the order in which it is told. */
final class Facts {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * @param value a text, number, truth value, list, map or other facts
   */
  Facts add(String name, Object value) {
    facts.put(name, value instanceof Facts below ? below.facts : value);
    return this;
  }

  Map<String, Object> map() {
    return facts;
  }

  String json() {
    return Json.writePretty(facts);
  }

  void print(PrintWriter out) {
    print(out, facts, "");
  }

  private static void print(PrintWriter out, Map<?, ?> facts, String indent) {
    int width = facts.keySet().stream().mapToInt(key -> key.toString().length()).max().orElse(0);
    facts.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> below) {
            out.println(indent + key);
            print(out, below, indent + "  ");
          } else if (value instanceof List<?> list && isLong(list)) {
            out.println(indent + key);
            list.forEach(item -> item(out, item, indent + "  "));
          } else {
            String text = value.toString().replace("\n", "\n" + indent + " ".repeat(width + 2));
            out.println(indent + key + " ".repeat(width - key.toString().length() + 2) + text);
          }
        });
  }

  private static boolean isLong(List<?> list) {
    return list.stream().anyMatch(item -> item instanceof Map<?, ?> || item instanceof String);
  }

  private static void item(PrintWriter out, Object item, String indent) {
    if (item instanceof Map<?, ?> below) {
      print(out, below, indent);
      out.println();
    } else {
      out.println(indent + item);
    }
  }
}
