package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.records.JsonElements;
import io.github.oryxcuration.core.records.Lines;
import io.github.oryxcuration.core.records.RecordStream;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;

/** Opens a part as a stream of JSON records. */
final class Records {
  private Records() {}

  /** The elements of a JSON array, or the lines of any other file. */
  static RecordStream arrayOrLines(SourcePart part) throws IOException {
    if (part.start() == 0 && SourceFiles.isArray(part.file())) {
      return JsonElements.ofArray(Storage.read(part.file()));
    }
    return new Lines(Storage.open(part.file()), part.start(), part.end());
  }

  /** The values of one JSON object. */
  static RecordStream object(SourcePart part) throws IOException {
    return JsonElements.ofObject(Storage.read(part.file()));
  }
}
