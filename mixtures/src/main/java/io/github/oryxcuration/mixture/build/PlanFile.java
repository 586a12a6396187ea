package io.github.oryxcuration.mixture.build;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.shard.RowsWriter;
import io.github.oryxcuration.core.shard.RowsWriter.Column;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A part of the plan on disk: Parquet, sorted by rank. */
final class PlanFile {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("rank"),
          Column.text("id"),
          Column.word("source"),
          Column.number("copy"),
          Column.number("stretch"),
          Column.number("tokens"),
          Column.number("bytes"),
          Column.text("planned"));

  private PlanFile() {}

  /** Writes a part. */
  static final class Writer implements Closeable {
    private final RowsWriter rows;

    Writer(String path) throws IOException {
      rows = new RowsWriter(path, COLUMNS);
    }

    void write(PlanRow row) throws IOException {
      rows.write(
          row.rank(),
          row.id(),
          row.source(),
          (long) row.copy(),
          row.stretch(),
          row.tokens(),
          row.bytes(),
          row.planned());
    }

    void commit() throws IOException {
      rows.commit();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** Rows {@code [first, first + count)} of a part. */
  static Reader open(String path, long first, long count) throws IOException {
    ParquetRows rows = ParquetRows.open(path, COLUMNS.stream().map(Column::name).toList());
    rows.skip(first);
    return new Reader(rows, count);
  }

  /** Reads rows in order. */
  static final class Reader implements Iterator<PlanRow>, Closeable {
    private final ParquetRows rows;
    private long left;

    private Reader(ParquetRows rows, long count) {
      this.rows = rows;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public PlanRow next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      Map<String, @Nullable Object> row = rows.next();
      return new PlanRow(
          text(row, "rank"),
          text(row, "id"),
          text(row, "source"),
          (int) number(row, "copy"),
          number(row, "stretch"),
          number(row, "tokens"),
          number(row, "bytes"),
          text(row, "planned"));
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
      return (String) requireNonNull(row.get(column), column);
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
      return (Long) requireNonNull(row.get(column), column);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
