package io.github.oryxcuration.correspondence.scene;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which segments are one object ({@code *.aggregation.json}). */
final class Aggregation {
  private static final String PREFIX = "scannet.";

  /**
   * One object.
   *
   * @param label the annotator's word, a raw category
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Group(int objectId, int[] segments, String label) {}

  private final String path;
  private String sceneId = "";
  private String segmentsFile = "";
  private final List<Group> groups = new ArrayList<>();

  private Aggregation(String path) {
    this.path = path;
  }

  static Aggregation read(String path) throws IOException {
    Aggregation aggregation = new Aggregation(path);
    boolean[] seen = {false};
    JsonText.object(
        path,
        (key, json) -> {
          switch (key) {
            case "sceneId" -> aggregation.sceneId = plain(JsonText.text(json, "sceneId"));
            case "segmentsFile" ->
                aggregation.segmentsFile = plain(JsonText.text(json, "segmentsFile"));
            case "segGroups" -> {
              seen[0] = true;
              JsonText.expectArray(json, "segGroups");
              while (json.nextToken() != JsonToken.END_ARRAY) {
                aggregation.groups.add(group(json));
              }
            }
            default -> json.skipChildren();
          }
        });
    if (!seen[0]) {
      throw JsonText.fault(path + ": has no segGroups");
    }
    return aggregation;
  }

  /** Version 2 puts {@code scannet.} before its names. */
  private static String plain(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private static Group group(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw JsonText.fault("each of segGroups must be an object");
    }
    int[] objectId = {-1};
    String[] label = {""};
    int[][] segments = {{}};
    JsonText.members(
        json,
        (key, in) -> {
          switch (key) {
            case "objectId" -> objectId[0] = JsonText.integer(in, "objectId");
            case "label" -> label[0] = JsonText.text(in, "label");
            case "segments" -> {
              JsonText.expectArray(in, "segments");
              int count = 0;
              int[] found = new int[64];
              while (in.nextToken() != JsonToken.END_ARRAY) {
                if (count == found.length) {
                  found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = JsonText.integer(in, "each of segments");
              }
              segments[0] = Arrays.copyOf(found, count);
            }
            default -> in.skipChildren();
          }
        });
    if (objectId[0] < 0 || objectId[0] >= 0xffff) {
      throw JsonText.fault(
          "objectId must be 0 to 65534, but is " + (objectId[0] == -1 ? "missing" : objectId[0]));
    }
    return new Group(objectId[0], segments[0], label[0]);
  }

  String file() {
    return Storage.name(path);
  }

  String sceneId() {
    return sceneId;
  }

  /** The file of segments that the annotators worked on, or an empty string. */
  String segmentsFile() {
    return segmentsFile;
  }

  List<Group> groups() {
    return List.copyOf(groups);
  }
}
