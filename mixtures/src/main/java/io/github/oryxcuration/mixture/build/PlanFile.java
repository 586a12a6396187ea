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
          Column.bytes("rank"),
          Column.text("id"),
          Column.word("source"),
          Column.word("file"),
          Column.word("file_digest"),
          Column.number("copy"),
          Column.number("stretch"),
          Column.number("tokens"),
          Column.number("bytes"),
          Column.bytes("planned"));

  /** What a writer of shards asks for. */
  private static final List<String> READ =
      List.of("id", "source", "file", "file_digest", "copy", "tokens", "bytes", "planned");

  private PlanFile() {}

  /** Writes a part. */
  static final class Writer implements Closeable {
    private final RowsWriter rows;

    Writer(String path) throws IOException {
      rows = new RowsWriter(path, COLUMNS);
    }

    /** Writes a row as the order stage left it. */
    void write(byte[] rank, ProbedRow row, ReadStage.Task input, long stretch) throws IOException {
      byte[] id = PlanRow.idOf(row.id(), row.copy());
      rows.bytes(0, rank, 0, rank.length);
      rows.bytes(1, id, 0, id.length);
      rows.text(2, input.source());
      rows.text(3, input.part().file());
      rows.text(4, input.part().digest());
      rows.number(5, row.copy());
      rows.number(6, stretch);
      rows.number(7, row.tokens());
      rows.number(8, row.bytes());
      rows.bytes(9, row.array(), row.planned(), row.end() - row.planned());
      rows.endRow();
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
    ParquetRows rows = ParquetRows.open(path, READ);
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
          text(row, "id"),
          text(row, "source"),
          text(row, "file"),
          text(row, "file_digest"),
          (int) number(row, "copy"),
          number(row, "tokens"),
          number(row, "bytes"),
          (byte[]) requireNonNull(row.get("planned"), "planned"));
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
