package io.github.oryxcuration.mixture.score;

import com.fasterxml.jackson.core.JacksonException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The finished batches of one shard: what a rerun need not ask again. */
final class BatchFiles {
  private record Batch(String fingerprint, List<ScoredRow> rows) {}

  private final String folder;
  private final String fingerprint;

  /** Files count only while the fingerprint fits. */
  BatchFiles(String folder, String fingerprint) {
    this.folder = folder;
    this.fingerprint = fingerprint;
  }

  private String path(int batch) {
    return Storage.child(folder, String.format(Locale.ROOT, "batch-%05d.json", batch));
  }

  /** The rows of a finished batch, or none. */
  List<ScoredRow> read(int batch) throws IOException {
    try {
      Batch found = Json.mapper().readValue(Storage.readAll(path(batch)), Batch.class);
      return found.fingerprint.equals(fingerprint) ? found.rows : List.of();
    } catch (FileNotFoundException | JacksonException e) {
      return List.of(); // a torn file is none
    }
  }

  void write(int batch, List<ScoredRow> rows) throws IOException {
    Storage.commitText(path(batch), Json.write(new Batch(fingerprint, rows)));
  }

  /** Once the shard's file of scores is written. */
  void delete() throws IOException {
    Storage.deleteFolder(folder);
  }
}
