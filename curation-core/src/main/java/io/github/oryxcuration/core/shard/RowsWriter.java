package io.github.oryxcuration.core.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes light rows of texts, bytes and numbers to one Parquet file, such as the parts of a plan.
 * No value is null. Zstandard, row groups of {@value #GROUP_ROWS} rows; the bytes depend on the
 * rows alone. Written under a temporary name and moved by {@link #commit}. Not safe for several
 * threads.
 *
 * <p>The pages are laid out here and not by parquet-java's column writers, which know nulls, lists,
 * fallbacks and statistics and take several times as long for rows that have none of these.
 */
public final class RowsWriter implements Closeable {
  static final int GROUP_ROWS = 10_000;

  /** What a column holds. */
  enum Kind {
    TEXT,
    WORD,
    BYTES,
    NUMBER,
    REAL
  }

  /** One column, by its kind. */
  public record Column(String name, Kind kind) {
    /** Texts that differ from row to row. */
    public static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    /** Texts of which few recur. */
    public static Column word(String name) {
      return new Column(name, Kind.WORD);
    }

    /** Bytes that are no text. */
    public static Column bytes(String name) {
      return new Column(name, Kind.BYTES);
    }

    public static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }

    /** Doubles; NaN stands where there is none. */
    public static Column real(String name) {
      return new Column(name, Kind.REAL);
    }
  }

  private final String path;
  private final String temporary;
  private final List<LightColumn> columns = new ArrayList<>();
  private final ShardOutput output;
  private final ShardLayout file;
  private long rows;
  private boolean done;

  public RowsWriter(String path, List<Column> columns) throws IOException {
    this.path = path;
    this.temporary = Storage.temporary(path);
    columns.forEach(column -> this.columns.add(new LightColumn(column)));
    this.output = new ShardOutput(temporary);
    try {
      this.file = new ShardLayout(output, LightColumn.footer(columns));
    } catch (IOException | RuntimeException e) {
      output.abandon();
      throw e;
    }
  }

  /** One row: a {@link String}, a {@code byte[]} or a {@link Long} for each column, in order. */
  public void write(Object... values) throws IOException {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " values, but had " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Long number) {
        number(i, number);
      } else if (value instanceof byte[] bytes) {
        bytes(i, bytes, 0, bytes.length);
      } else {
        text(i, (String) value);
      }
    }
    endRow();
  }

  /** Gives the next row its text in a column. */
  public void text(int column, String value) {
    LightColumn of = columns.get(column);
    if (of.kind() == Kind.WORD) {
      of.word(value);
    } else {
      byte[] utf8 = value.getBytes(UTF_8);
      of.bytes(utf8, 0, utf8.length);
    }
  }

  /** Gives the next row its bytes, or its text in UTF-8, in a column of texts or bytes. */
  public void bytes(int column, byte[] from, int offset, int length) {
    columns.get(column).bytes(from, offset, length);
  }

  /** Gives the next row its number in a column. */
  public void number(int column, long value) {
    columns.get(column).number(value);
  }

  /** Gives the next row its double in a column. */
  public void real(int column, double value) {
    columns.get(column).real(value);
  }

  /**
   * Ends a row.
   *
   * @throws IllegalStateException if a column got none or several values
   */
  public void endRow() throws IOException {
    rows++;
    for (LightColumn column : columns) {
      column.endRow(rows);
    }
    if (rows == GROUP_ROWS) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    List<ChunkWriter> chunks = new ArrayList<>();
    for (LightColumn column : columns) {
      chunks.add(column.writeTo(file));
    }
    file.endGroup(rows, chunks);
    rows = 0;
  }

  /** Writes what is left and the footer, and gives the file its name. */
  public void commit() throws IOException {
    if (rows > 0) {
      endGroup();
    }
    file.end();
    output.close();
    Storage.move(temporary, path);
    done = true;
  }

  @Override
  public void close() throws IOException {
    if (!done) {
      done = true;
      try {
        output.abandon();
      } finally {
        Storage.delete(List.of(temporary));
      }
    }
  }
}
