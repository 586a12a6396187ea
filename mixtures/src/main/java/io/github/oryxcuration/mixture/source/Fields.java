package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of a JSON row; what is missing or of another type is MALFORMED_ROW. */
final class Fields {
  private Fields() {}

  static CurationException malformed(String message) {
    return new CurationException(Reason.MALFORMED_ROW, message);
  }

  /** The row's own id, a text or a whole number; an empty string where there is none. */
  static String id(JsonNode row, String key) {
    JsonNode id = row.get(key);
    return id != null && (id.isTextual() || id.isIntegralNumber()) ? id.asText() : "";
  }

  /** Whether a key holds something other than null. */
  static boolean has(JsonNode row, String key) {
    return row.hasNonNull(key);
  }

  static String text(JsonNode row, String key) {
    return asText(require(row, key), "'" + key + "'");
  }

  private static String asText(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw malformed(name + " must be a text, but is " + kind(value));
    }
    return value.textValue();
  }

  /** A whole number, also as text: Oryx's own reader takes both. */
  static long number(JsonNode value, String name) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isTextual()) {
      try {
        return Long.parseLong(value.textValue().strip());
      } catch (NumberFormatException e) {
        throw malformed(name + " must be a whole number, but is a text that is none");
      }
    }
    throw malformed(name + " must be a whole number, but is " + kind(value));
  }

  static JsonNode require(JsonNode row, String key) {
    JsonNode value = row.get(key);
    if (value == null || value.isNull()) {
      throw malformed("'" + key + "' is missing");
    }
    return value;
  }

  static JsonNode array(JsonNode row, String key) {
    JsonNode value = require(row, key);
    if (!value.isArray()) {
      throw malformed("'" + key + "' must be a list, but is " + kind(value));
    }
    return value;
  }

  static List<String> texts(JsonNode row, String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : array(row, key)) {
      texts.add(asText(value, "each of '" + key + "'"));
    }
    return texts;
  }

  /** The turns of a LLaVA row: {@code [{"from": …, "value": …}]}. */
  static List<Turn> conversations(JsonNode row) {
    List<Turn> turns = new ArrayList<>();
    for (JsonNode turn : array(row, "conversations")) {
      if (!turn.isObject()) {
        throw malformed("each of 'conversations' must be an object, but is " + kind(turn));
      }
      turns.add(new Turn(text(turn, "from"), text(turn, "value")));
    }
    return turns;
  }

  /** A value as a message may show it. */
  static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
      case BINARY, POJO -> "something else";
    };
  }
}
