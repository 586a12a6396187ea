package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.MediaRef;
import java.util.ArrayList;
import java.util.List;

/** What several formats took over from LLaVA: {@code image} and {@code conversations}. */
final class LlavaRow {
  private LlavaRow() {}

  /** A row of one picture, several, or none. */
  static Draft pictures(JsonNode row, MediaPaths paths) {
    return Draft.pictures(Draft.QA, images(row, paths), Fields.conversations(row));
  }

  private static List<MediaRef> images(JsonNode row, MediaPaths paths) {
    JsonNode image = row.get("image");
    if (image == null || image.isNull()) {
      return List.of();
    }
    if (image.isTextual()) {
      return List.of(new MediaRef.InFile(paths.resolve(image.textValue())));
    }
    List<MediaRef> media = new ArrayList<>();
    for (String path : Fields.texts(row, "image")) {
      media.add(new MediaRef.InFile(paths.resolve(path)));
    }
    return media;
  }

  /** Refuses a row that shows both, of which the trainer would ignore the video. */
  static void refuseBoth(JsonNode row) {
    if (Fields.has(row, "image") && Fields.has(row, "video")) {
      throw Fields.malformed("the row has both 'image' and 'video'; one is allowed");
    }
  }
}
