package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recipe's {@code media_map}: a JSON object from the ids of a source to media paths. */
final class MediaMap {
  private static final JsonFactory JSON = new JsonFactory();

  private final @Nullable Map<String, String> paths;

  private MediaMap(@Nullable Map<String, String> paths) {
    this.paths = paths;
  }

  /**
   * Reads the map of a source; without one, every id stands for itself.
   *
   * @throws IOException if the file cannot be read or is no object of texts
   */
  static MediaMap of(SourceSpec source) throws IOException {
    if (source.mediaMap().isEmpty()) {
      return new MediaMap(null);
    }
    try (InputStream in = Storage.read(source.mediaMap());
        JsonParser parser = JSON.createParser(in)) {
      return new MediaMap(read(parser, source));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Source '" + source.name() + "': media_map " + source.mediaMap() + " is no valid JSON",
          e);
    }
  }

  private static Map<String, String> read(JsonParser parser, SourceSpec source) throws IOException {
    Map<String, String> paths = new HashMap<>();
    boolean sound = parser.nextToken() == JsonToken.START_OBJECT;
    while (sound && parser.nextToken() == JsonToken.FIELD_NAME) {
      String id = parser.currentName();
      sound = parser.nextToken() == JsonToken.VALUE_STRING;
      if (sound) {
        paths.put(id, parser.getText());
      }
    }
    if (!sound) {
      throw new IOException(
          "Source '"
              + source.name()
              + "': media_map "
              + source.mediaMap()
              + " must be one JSON object from ids to paths");
    }
    return paths;
  }

  /**
   * The media path of an id.
   *
   * @throws CurationException MEDIA_MISSING if there is a map that lacks the id
   */
  String path(String id) {
    if (paths == null) {
      return id;
    }
    String path = paths.get(id);
    if (path == null) {
      throw new CurationException(Reason.MEDIA_MISSING, "media_map has no entry for '" + id + "'");
    }
    return path;
  }

  boolean holds(String id) {
    return paths != null && paths.containsKey(id);
  }
}
