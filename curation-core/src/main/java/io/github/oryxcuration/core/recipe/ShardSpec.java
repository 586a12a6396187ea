package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How shards are cut and written.
 *
 * @param bytes planned bytes of one shard
 * @param rowGroupBytes at which a row group is closed
 * @param compression of text columns; media columns are never compressed
 */
public record ShardSpec(long bytes, long rowGroupBytes, Compression compression)
    implements Serializable {

  public ShardSpec {
    requireNonNull(compression, "compression");
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be >= 1, but was " + bytes);
    }
    if (rowGroupBytes < 1) {
      throw new IllegalArgumentException("rowGroupBytes must be >= 1, but was " + rowGroupBytes);
    }
  }

  /** Codec of text columns. */
  public enum Compression {
    NONE,
    SNAPPY,
    ZSTD
  }
}
