package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.schema.Type;

/**
 * The samples of one shard, in order and in bounded memory: a page of each column, about 1 MiB of
 * pictures or one row where that is larger. Not safe for several threads.
 */
public final class ShardReader implements Iterator<Sample>, Closeable {
  private final ParquetRows rows;
  private final String path;
  private final boolean withMedia;

  private ShardReader(ParquetRows rows, String path, boolean withMedia) {
    this.rows = rows;
    this.path = path;
    this.withMedia = withMedia;
  }

  /**
   * Opens a shard with its pictures.
   *
   * @throws IOException if it cannot be read, or is no shard of this toolkit's schema version
   */
  public static ShardReader open(String path) throws IOException {
    return open(path, true);
  }

  /** Opens a shard without reading picture bytes: every picture is then absent. */
  public static ShardReader openLight(String path) throws IOException {
    return open(path, false);
  }

  private static ShardReader open(String path, boolean withMedia) throws IOException {
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
    return new ShardReader(rows, path, withMedia);
  }

  /** As the footer says. */
  public long rowCount() {
    return rows.rowCount();
  }

  /** The 0-based number of the row that {@link #next} last returned or refused. */
  public long rowNumber() {
    return rows.rowNumber();
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  /**
   * The next sample; reading goes on after one that cannot be decoded.
   *
   * @throws io.github.oryxcuration.core.error.CurationException MALFORMED_ROW for that one row
   * @throws java.io.UncheckedIOException if the storage fails
   */
  @Override
  public Sample next() {
    return new SampleRow(rows.next(), withMedia).sample("row " + rows.rowNumber() + " of " + path);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
