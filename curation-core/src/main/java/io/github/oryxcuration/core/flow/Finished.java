package io.github.oryxcuration.core.flow;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Remembers finished tasks in storage, so that a rerun repeats none. A marker is written after
 * everything the task wrote; it holds the task's result and a fingerprint of the build and the
 * task, and counts only while the fingerprint fits and the output is still there.
 *
 * @param folder of the build
 * @param build fingerprint of everything that decides the output of any task
 */
public record Finished(String folder, String build) implements Serializable {

  private record Marker(String fingerprint, @JsonRawValue String result) {}

  /** Runs a task unless its marker says that it is done. */
  <T extends Record, R extends Record> R once(Stage<?, T, R> stage, int number, T task)
      throws IOException {
    String path = Storage.child(folder, stage.marker(number, task));
    String fingerprint =
        Digest.hex(build + "\n" + stage.name() + "\n" + number + "\n" + Json.write(task));
    R known = load(path, fingerprint, stage.resultType());
    if (known != null && stage.stillThere(known)) {
      return known;
    }
    R result = stage.run(task);
    if (Thread.currentThread().isInterrupted()) {
      // What it read may have failed for that reason: it is run again rather than believed.
      throw new InterruptedIOException("Interrupted during " + stage.name());
    }
    Storage.commitText(path, Json.write(new Marker(fingerprint, Json.write(result))));
    return result;
  }

  private static <R> @Nullable R load(String path, String fingerprint, Class<R> type)
      throws IOException {
    try {
      JsonNode marker = Json.mapper().readTree(Storage.readAll(path));
      if (!marker.path("fingerprint").asText().equals(fingerprint)) {
        return null;
      }
      return Json.mapper().treeToValue(marker.get("result"), type);
    } catch (FileNotFoundException | JacksonException e) {
      return null; // a torn marker is no marker
    }
  }
}
