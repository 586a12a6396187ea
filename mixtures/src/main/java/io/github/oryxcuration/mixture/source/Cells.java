package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a Parquet row; what is null or of another type is MALFORMED_ROW. */
final class Cells {
  private Cells() {}

  static String text(Map<?, ?> row, String column) {
    Object value = row.get(column);
    if (value instanceof String text) {
      return text;
    }
    throw Fields.malformed("'" + column + "' must be a text, but is " + kind(value));
  }

  static String textOrEmpty(Map<?, ?> row, String column) {
    return row.get(column) instanceof String text ? text : "";
  }

  static long number(Map<?, ?> row, String column) {
    Object value = row.get(column);
    if (value instanceof Long number) {
      return number;
    }
    throw Fields.malformed("'" + column + "' must be a whole number, but is " + kind(value));
  }

  static List<String> texts(Map<?, ?> row, String column) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(row, column)) {
      if (!(value instanceof String text)) {
        throw Fields.malformed("each of '" + column + "' must be a text, but is " + kind(value));
      }
      texts.add(text);
    }
    return texts;
  }

  static List<Map<?, ?>> structs(Map<?, ?> row, String column) {
    List<Map<?, ?>> structs = new ArrayList<>();
    for (Object value : list(row, column)) {
      if (!(value instanceof Map<?, ?> struct)) {
        throw Fields.malformed("each of '" + column + "' must be a struct, but is " + kind(value));
      }
      structs.add(struct);
    }
    return structs;
  }

  /** The turns of a LLaVA row: a list of {@code from} and {@code value}. */
  static List<Turn> conversations(Map<?, ?> row) {
    List<Turn> turns = new ArrayList<>();
    for (Map<?, ?> turn : structs(row, "conversations")) {
      turns.add(new Turn(text(turn, "from"), text(turn, "value")));
    }
    return turns;
  }

  private static List<?> list(Map<?, ?> row, String column) {
    Object value = row.get(column);
    if (value instanceof List<?> list) {
      return list;
    }
    throw Fields.malformed("'" + column + "' must be a list, but is " + kind(value));
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return value instanceof String
        ? "a text"
        : value instanceof Number
            ? "a number"
            : value instanceof List
                ? "a list"
                : value instanceof Map ? "a struct" : "something else";
  }
}
