package io.github.oryxcuration.core.parquet;

/** Bytes of a Parquet file contradict each other. The message says which, found versus allowed. */
final class CorruptParquetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptParquetException(String message) {
    super(message);
  }

  CorruptParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
