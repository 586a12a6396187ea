package io.github.oryxcuration.core.recipe;

/**
 * How shards are cut and written.
 *
 * @param bytes planned bytes of one shard
 * @param rowGroupBytes at which a row group is closed
 * @param compression of text columns; media columns are never compressed
 */
public record ShardSpec(long bytes, long rowGroupBytes, Compression compression) {

  /** Codec of text columns. */
  public enum Compression {
    NONE,
    SNAPPY,
    ZSTD
  }
}
