package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes light rows of text and whole numbers to one Parquet file, such as the parts of a plan.
 * Zstandard, row groups of {@value #GROUP_ROWS} rows; the bytes depend on the rows alone. Written
 * under a temporary name and moved by {@link #commit}. Not safe for several threads.
 */
public final class RowsWriter implements Closeable {
  static final int GROUP_ROWS = 10_000;

  /**
   * One column, by its kind.
   *
   * @param recurs whether few values fill it
   */
  public record Column(String name, boolean text, boolean recurs) {
    /** Texts that differ from row to row. */
    public static Column text(String name) {
      return new Column(name, true, false);
    }

    /** One of few words. */
    public static Column word(String name) {
      return new Column(name, true, true);
    }

    public static Column number(String name) {
      return new Column(name, false, false);
    }
  }

  private final String path;
  private final String temporary;
  private final List<Column> columns;
  private final MessageType type;
  private final MessageColumnIO columnIo;
  private final ShardOutput output;
  private final ShardLayout file;
  private Group group;
  private boolean done;

  public RowsWriter(String path, List<Column> columns) throws IOException {
    this.path = path;
    this.temporary = Storage.temporary(path);
    this.columns = List.copyOf(columns);
    this.type = type(columns);
    this.columnIo = new ColumnIOFactory().getColumnIO(type);
    this.output = new ShardOutput(temporary);
    this.file = new ShardLayout(output, type, Map.of());
    this.group = new Group();
  }

  private static MessageType type(List<Column> columns) {
    Type[] fields = new Type[columns.size()];
    for (int i = 0; i < fields.length; i++) {
      Column column = columns.get(i);
      fields[i] =
          column.text
              ? Types.optional(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(column.name)
              : Types.optional(PrimitiveTypeName.INT64).named(column.name);
    }
    return new MessageType("rows", fields);
  }

  /** Only words that recur gain by a dictionary; looking every long text up in one is dear. */
  private ParquetProperties properties() {
    ParquetProperties.Builder properties =
        ParquetProperties.builder().withStatisticsEnabled(false).withSizeStatisticsEnabled(false);
    for (Column column : columns) {
      properties.withDictionaryEncoding(column.name, column.recurs);
    }
    return properties.build();
  }

  /** One row: a {@link String} or a {@link Long} for each column, in their order. */
  public void write(Object... values) throws IOException {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " values, but had " + values.length);
    }
    RecordConsumer row = group.consumer;
    row.startMessage();
    for (int i = 0; i < values.length; i++) {
      Column column = columns.get(i);
      row.startField(column.name, i);
      if (column.text) {
        row.addBinary(Binary.fromString((String) values[i]));
      } else {
        row.addLong((Long) values[i]);
      }
      row.endField(column.name, i);
    }
    row.endMessage();
    if (++group.rows == GROUP_ROWS) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    group.finish();
    group = new Group();
  }

  /** Writes what is left and the footer, and gives the file its name. */
  public void commit() throws IOException {
    if (group.rows > 0) {
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

  /** The rows of one row group until they are written. */
  private final class Group {
    private final Map<ColumnDescriptor, TextPages> pages = new LinkedHashMap<>();
    private final ColumnWriteStoreV1 store = new ColumnWriteStoreV1(type, this::page, properties());
    private final RecordConsumer consumer = columnIo.getRecordWriter(store);
    private long rows;

    private PageWriter page(ColumnDescriptor column) {
      return pages.computeIfAbsent(column, c -> new TextPages(c, CompressionCodecName.ZSTD));
    }

    void finish() throws IOException {
      consumer.flush();
      store.flush();
      List<ChunkWriter> chunks = new ArrayList<>();
      for (ColumnDescriptor column : type.getColumns()) {
        TextPages written = pages.get(column);
        if (written != null) {
          chunks.add(written.writeTo(file));
        }
      }
      file.endGroup(rows, chunks);
    }
  }
}
