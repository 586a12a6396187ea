package io.github.oryxcuration.correspondence.scene;

import com.fasterxml.jackson.core.JsonToken;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.Arrays;

/** Which segment each vertex of a mesh is of ({@code *.segs.json}); segment ids are arbitrary. */
final class Segments {
  private final String path;
  private String sceneId = "";
  private int[] ofVertex = {};

  private Segments(String path) {
    this.path = path;
  }

  static Segments read(String path) throws IOException {
    Segments segments = new Segments(path);
    JsonText.object(
        path,
        (key, json) -> {
          switch (key) {
            case "sceneId" -> segments.sceneId = JsonText.text(json, "sceneId");
            case "segIndices" -> {
              JsonText.expectArray(json, "segIndices");
              int[] found = new int[1 << 14];
              int count = 0;
              while (json.nextToken() != JsonToken.END_ARRAY) {
                if (count == found.length) {
                  found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = JsonText.integer(json, "each of segIndices");
              }
              segments.ofVertex = Arrays.copyOf(found, count);
            }
            default -> json.skipChildren();
          }
        });
    if (segments.ofVertex.length == 0) {
      throw JsonText.fault(path + ": has no segIndices");
    }
    return segments;
  }

  String file() {
    return Storage.name(path);
  }

  String sceneId() {
    return sceneId;
  }

  /** The array itself, not a copy. */
  int[] ofVertex() {
    return ofVertex;
  }
}
