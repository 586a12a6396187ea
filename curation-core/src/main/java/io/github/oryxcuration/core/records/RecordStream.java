package io.github.oryxcuration.core.records;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one part of a file, in the order of the file. */
public interface RecordStream extends Closeable {
  /** No record is longer, in bytes; a longer one is broken. */
  int MAX_BYTES = 64 << 20;

  /** No record is nested deeper; a deeper one is broken. */
  int MAX_DEPTH = 500;

  /** The next record, or null after the last one. */
  @Nullable RawRecord next() throws IOException;
}
