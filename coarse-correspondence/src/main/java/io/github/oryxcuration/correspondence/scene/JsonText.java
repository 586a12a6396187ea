package io.github.oryxcuration.correspondence.scene;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Walks a scan's JSON files token by token; whatever is wrong becomes one clear reason. */
final class JsonText {
  private static final long MAX_BYTES = 1L << 29;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(1 << 20).build())
          .build();

  private JsonText() {}

  /** Reads the fields of the one object that a file must hold. */
  @FunctionalInterface
  interface Fields {
    /** Called at the value of each key; leaves the parser at the end of that value. */
    void read(String key, JsonParser json) throws IOException;
  }

  static void object(String path, Fields fields) throws IOException {
    byte[] bytes;
    try {
      long size = Storage.stat(path).bytes();
      if (size > MAX_BYTES) {
        throw new CurationException(
            Reason.MEDIA_TOO_LARGE, "%s: %d bytes, %d allowed".formatted(path, size, MAX_BYTES));
      }
      bytes = Storage.readAll(path);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
    try (JsonParser json = FACTORY.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable(path, "must be one JSON object");
      }
      members(json, fields);
      if (json.nextToken() != null) {
        throw unreadable(path, "has text behind its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          path + ": no valid JSON: " + shortened(e.getOriginalMessage()),
          e);
    } catch (CurationException e) {
      throw e.explanation().startsWith(path) ? e : unreadable(path, e.explanation());
    }
  }

  /** The members of the object that the parser stands at. */
  static void members(JsonParser json, Fields fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      fields.read(key, json);
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw fault("breaks off in an object");
    }
  }

  static int integer(JsonParser json, String what) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() != JsonParser.NumberType.INT) {
      throw fault(what + " must be a whole number, but is " + shown(json));
    }
    return json.getIntValue();
  }

  static String text(JsonParser json, String what) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw fault(what + " must be a text, but is " + shown(json));
    }
    return json.getText();
  }

  static void expectArray(JsonParser json, String what) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw fault(what + " must be a list, but is " + shown(json));
    }
  }

  private static String shown(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return token == null
        ? "cut off"
        : token.isScalarValue() ? shortened(json.getText()) : "a list or object";
  }

  private static String shortened(String text) {
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  static CurationException fault(String message) {
    return new CurationException(Reason.MEDIA_UNREADABLE, message);
  }

  private static CurationException unreadable(String path, String message) {
    return new CurationException(Reason.MEDIA_UNREADABLE, path + ": " + message);
  }
}
