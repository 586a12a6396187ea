package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one shard, in order and in bounded memory: a page of each column, about 1 MiB of
 * pictures or one row where that is larger. Not safe for several threads.
 */
public final class ShardReader implements Iterator<Sample>, Closeable {
  private final ParquetRows rows;
  private final String path;
  private final boolean withMedia;
  private final @Nullable Haystacks haystacks;

  private ShardReader(
      ParquetRows rows, String path, boolean withMedia, @Nullable Haystacks haystacks) {
    this.rows = rows;
    this.path = path;
    this.withMedia = withMedia;
    this.haystacks = haystacks;
  }

  /**
   * Opens a shard with its pictures, those of its haystacks too.
   *
   * @throws IOException if it cannot be read, or is no shard of this toolkit's schema version
   */
  public static ShardReader open(String path) throws IOException {
    return open(path, true, Haystacks.beside(path));
  }

  /** Opens a shard with the pictures that it holds itself; those of haystacks are absent. */
  public static ShardReader openOwn(String path) throws IOException {
    return open(path, true, null);
  }

  /** Opens a shard without reading picture bytes: every picture is then absent. */
  public static ShardReader openLight(String path) throws IOException {
    return open(path, false, null);
  }

  private static ShardReader open(String path, boolean withMedia, @Nullable Haystacks haystacks)
      throws IOException {
    List<String> columns = new ArrayList<>();
    for (Type column : ShardSchema.type().getFields()) {
      columns.add(column.getName());
    }
    if (withMedia) {
      columns.add("images.bytes");
    }
    ParquetRows rows = ParquetRows.open(path, columns);
    String version = rows.metadata().get(ShardSchema.VERSION_KEY);
    if (!ShardSchema.VERSION.equals(version)) {
      rows.close();
      throw new IOException(
          "%s has the footer key %s = %s, read is only %s"
              .formatted(path, ShardSchema.VERSION_KEY, version, ShardSchema.VERSION));
    }
    return new ShardReader(rows, path, withMedia, haystacks);
  }

  /** As the footer says. */
  public long rowCount() {
    return rows.rowCount();
  }

  /** The 0-based number of the row that {@link #next} last returned or refused. */
  public long rowNumber() {
    return rows.rowNumber();
  }

  /** Goes past some rows. */
  void skip(long count) {
    rows.skip(count);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  /**
   * The next sample; reading goes on after one that cannot be decoded.
   *
   * @throws io.github.oryxcuration.core.error.CurationException MALFORMED_ROW for that one row, or
   *     MEDIA_MISSING if its haystack is not beside the shard
   * @throws java.io.UncheckedIOException if the storage fails
   */
  @Override
  public Sample next() {
    Sample sample =
        new SampleRow(rows.next(), withMedia).sample("row " + rows.rowNumber() + " of " + path);
    if (haystacks == null) {
      return sample;
    }
    try {
      return haystacks.whole(sample);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the haystack of " + sample.id(), e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
