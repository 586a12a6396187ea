package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.MediaRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads references to patch files. {@code size} and {@code start_num} may be texts, as in the
 * published files; {@code img_path} takes the place of the patch.
 */
final class PatchRefs {
  private final MediaPaths paths;
  private final StoredColors colors;

  PatchRefs(MediaPaths paths, StoredColors colors) {
    this.paths = paths;
    this.colors = colors;
  }

  MediaRef image(JsonNode reference) {
    if (reference.isTextual()) {
      return new MediaRef.InFile(paths.resolve(reference.textValue()));
    }
    if (Fields.has(reference, "img_path")) {
      return new MediaRef.InFile(paths.resolve(Fields.text(reference, "img_path")));
    }
    MediaRef.InPatch patch = slice(reference);
    if (patch.sizes().size() != 1) {
      throw Fields.malformed("a picture has one 'size', but found " + patch.sizes().size());
    }
    return patch;
  }

  MediaRef video(JsonNode reference) {
    return reference.isTextual()
        ? new MediaRef.InFile(paths.resolve(reference.textValue()))
        : movie(reference);
  }

  MediaRef.InPatch movie(JsonNode reference) {
    MediaRef.InPatch patch = slice(reference);
    if (patch.base64()) {
      throw Fields.malformed("'image_encoding' is for pictures, not for videos");
    }
    return colors.of(patch);
  }

  private MediaRef.InPatch slice(JsonNode reference) {
    if (!reference.isObject()) {
      throw Fields.malformed(
          "a medium must be a path or a slice of a patch, but is " + Fields.kind(reference));
    }
    long offset = Fields.number(Fields.require(reference, "start_num"), "'start_num'");
    if (offset < 0) {
      throw Fields.malformed("'start_num' must be at least 0, but is " + offset);
    }
    return new MediaRef.InPatch(
        paths.resolve(Fields.text(reference, "patch")),
        offset,
        sizes(Fields.require(reference, "size")),
        isBase64(reference));
  }

  private static List<Integer> sizes(JsonNode size) {
    List<Integer> sizes = new ArrayList<>();
    if (!size.isArray()) {
      sizes.add(size(size));
    }
    for (JsonNode one : size.isArray() ? size : List.<JsonNode>of()) {
      sizes.add(size(one));
    }
    if (sizes.isEmpty()) {
      throw Fields.malformed("'size' is an empty list");
    }
    return sizes;
  }

  private static int size(JsonNode size) {
    long bytes = Fields.number(size, "'size'");
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw Fields.malformed("'size' must be 1 to 2147483647 bytes, but is " + bytes);
    }
    return (int) bytes;
  }

  private static boolean isBase64(JsonNode reference) {
    if (!Fields.has(reference, "image_encoding")) {
      return false;
    }
    String encoding = Fields.text(reference, "image_encoding");
    if (!encoding.equals("base64")) {
      throw Fields.malformed(
          "'image_encoding' must be base64, but is '" + Fields.shown(encoding) + "'");
    }
    return true;
  }
}
