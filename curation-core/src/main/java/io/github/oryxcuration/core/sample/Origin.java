package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

/**
 * Where a row was read.
 *
 * @param file the annotation file, as a storage path
 * @param fileDigest sha256 of that file, or for Parquet with embedded media of its footer (prefixed
 *     {@code footer:})
 * @param position row number, byte offset or key inside it; unique in the file
 * @param originId the row's own id, or an empty string; not unique in many sources
 */
public record Origin(String file, String fileDigest, String position, String originId) {
  public Origin {
    requireNonNull(file, "file");
    requireNonNull(fileDigest, "fileDigest");
    requireNonNull(position, "position");
    requireNonNull(originId, "originId");
  }
}
