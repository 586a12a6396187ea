package io.github.oryxcuration.core.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Remembers finished tasks in storage, so that a rerun repeats none. A marker is written after
 * everything the task wrote; it holds the task's result and a fingerprint of the build and the
 * task, and counts only while the fingerprint fits.
 *
 * @param folder where markers lie
 * @param build fingerprint of everything that decides the output of any task
 */
public record Finished(String folder, String build) implements Serializable {

  private record Marker(String fingerprint, @JsonRawValue String result) {}

  /** Runs a task unless its marker says that it is done. */
  <T extends Record, R extends Record> R once(Stage<?, T, R> stage, int number, T task)
      throws IOException {
    String path = path(stage.name(), number);
    String fingerprint = fingerprint(stage.name(), number, task);
    R known = load(path, fingerprint, stage.resultType());
    if (known != null) {
      return known;
    }
    R result = stage.run(task);
    Storage.commitText(path, Json.write(new Marker(fingerprint, Json.write(result))));
    return result;
  }

  private String path(String stage, int number) {
    return Storage.child(
        folder, String.format(java.util.Locale.ROOT, "%s-%05d.json", stage, number));
  }

  private static <R> @Nullable R load(String path, String fingerprint, Class<R> type)
      throws IOException {
    try {
      JsonNode marker = Json.mapper().readTree(Storage.readAll(path));
      if (!marker.path("fingerprint").asText().equals(fingerprint)) {
        return null;
      }
      return Json.mapper().treeToValue(marker.get("result"), type);
    } catch (FileNotFoundException e) {
      return null;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return null; // a torn marker is no marker
    }
  }

  private String fingerprint(String stage, int number, Record task) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((build + "\n" + stage + "\n" + number + "\n" + Json.write(task)).getBytes(UTF_8));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException("this JDK has no SHA-256", e));
    }
  }
}
