package io.github.oryxcuration.core.shard;

/**
 * A shard that was written whole and stands under its final name.
 *
 * @param rows in it
 * @param bytes of the file
 * @param sha256 of the file, in lower-case hexadecimal
 */
public record ShardFile(String path, long rows, long bytes, String sha256) {}
