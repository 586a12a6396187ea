package io.github.oryxcuration.core.shard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import io.github.oryxcuration.core.shard.RowsWriter.Column;
import io.github.oryxcuration.core.shard.RowsWriter.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.Version;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * One required column of a file of light rows: gathers its values as a page holds them
 * (apache/parquet-format, Encodings.md). Values are PLAIN, words RLE_DICTIONARY; a required column
 * has no levels.
 */
final class LightColumn {
  private static final int PAGE_BYTES = 1 << 20;

  /** Half the time of level 3, and 10 % more bytes of a file that is read once or twice. */
  private static final int ZSTD_LEVEL = 1;

  private final Kind kind;
  private final ColumnDescriptor descriptor;
  private byte[] values = new byte[1 << 12];
  private int size;
  private int pageRows;
  private long rows;
  private final List<ChunkWriter.Page> pages = new ArrayList<>();
  private final Map<String, Integer> words = new LinkedHashMap<>();
  private int[] wordOfRow = new int[0];

  LightColumn(Column column) {
    this.kind = column.kind();
    PrimitiveTypeName type =
        switch (kind) {
          case NUMBER -> PrimitiveTypeName.INT64;
          case REAL -> PrimitiveTypeName.DOUBLE;
          case TEXT, WORD, BYTES -> PrimitiveTypeName.BINARY;
        };
    this.descriptor =
        new ColumnDescriptor(
            new String[] {column.name()},
            new PrimitiveType(Repetition.REQUIRED, type, column.name()),
            0,
            0);
  }

  /** The footer of a file of such columns, without its row groups. */
  static FileMetaData footer(List<Column> columns) {
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("rows").setNum_children(columns.size()));
    for (Column column : columns) {
      SchemaElement element =
          new SchemaElement(column.name()).setRepetition_type(FieldRepetitionType.REQUIRED);
      if (column.kind() == Kind.NUMBER) {
        element.setType(Type.INT64);
      } else if (column.kind() == Kind.REAL) {
        element.setType(Type.DOUBLE);
      } else {
        element.setType(Type.BYTE_ARRAY);
        if (column.kind() != Kind.BYTES) {
          element.setConverted_type(ConvertedType.UTF8);
          element.setLogicalType(LogicalType.STRING(new StringType()));
        }
      }
      schema.add(element);
    }
    return new FileMetaData(1, schema, 0, List.of()).setCreated_by(Version.FULL_VERSION);
  }

  private String name() {
    return descriptor.getPath()[0];
  }

  Kind kind() {
    return kind;
  }

  void word(String word) {
    require(kind == Kind.WORD);
    if (pageRows == wordOfRow.length) {
      wordOfRow = Arrays.copyOf(wordOfRow, Math.max(1 << 10, 2 * pageRows));
    }
    wordOfRow[pageRows++] = words.computeIfAbsent(word, w -> words.size());
  }

  void bytes(byte[] from, int offset, int length) {
    require(kind == Kind.TEXT || kind == Kind.BYTES);
    ensure(Math.addExact(length, Integer.BYTES));
    littleEndian(length, Integer.BYTES);
    System.arraycopy(from, offset, values, size, length);
    size += length;
    pageRows++;
  }

  void number(long value) {
    require(kind == Kind.NUMBER);
    ensure(Long.BYTES);
    littleEndian(value, Long.BYTES);
    pageRows++;
  }

  void real(double value) {
    require(kind == Kind.REAL);
    ensure(Double.BYTES);
    littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    pageRows++;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("column '" + name() + "' holds values of kind " + kind);
    }
  }

  private void ensure(int more) {
    if (values.length - size < more) {
      values = Arrays.copyOf(values, Math.max(Math.addExact(size, more), 2 * values.length));
    }
  }

  private void littleEndian(long value, int width) {
    for (int i = 0; i < width; i++) {
      values[size++] = (byte) (value >>> (8 * i));
    }
  }

  /** Ends a row, and the page where it is full. */
  void endRow(long expected) {
    if (rows + pageRows != expected) {
      throw new IllegalStateException(
          "a row must have one value in each column, but '" + name() + "' has another number");
    }
    if (size >= PAGE_BYTES) {
      endPage(Encoding.PLAIN);
    }
  }

  private void endPage(Encoding encoding) {
    byte[] stored = compress();
    pages.add(
        new ChunkWriter.Page(BytesInput.from(stored), size, pageRows, pageRows, null, encoding));
    rows += pageRows;
    pageRows = 0;
    size = 0;
  }

  private byte[] compress() {
    byte[] stored = new byte[Math.toIntExact(Zstd.compressBound(size))];
    long length = Zstd.compressByteArray(stored, 0, stored.length, values, 0, size, ZSTD_LEVEL);
    if (Zstd.isError(length)) {
      throw new IllegalStateException("Zstandard failed: " + Zstd.getErrorName(length));
    }
    return Arrays.copyOf(stored, (int) length);
  }

  /** Writes the column of a row group, and begins the next. */
  ChunkWriter writeTo(ShardLayout file) throws IOException {
    ChunkWriter chunk = file.chunk(descriptor, CompressionCodecName.ZSTD);
    if (kind == Kind.WORD) {
      chunk.dictionary(dictionary());
      indexes();
      endPage(Encoding.RLE_DICTIONARY);
      words.clear();
    } else if (pageRows > 0) {
      endPage(Encoding.PLAIN);
    }
    for (ChunkWriter.Page page : pages) {
      chunk.page(page);
    }
    pages.clear();
    rows = 0;
    return chunk;
  }

  private DictionaryPage dictionary() {
    for (String word : words.keySet()) {
      byte[] utf8 = word.getBytes(UTF_8);
      ensure(Math.addExact(utf8.length, Integer.BYTES));
      littleEndian(utf8.length, Integer.BYTES);
      System.arraycopy(utf8, 0, values, size, utf8.length);
      size += utf8.length;
    }
    DictionaryPage page =
        new DictionaryPage(BytesInput.from(compress()), size, words.size(), Encoding.PLAIN);
    size = 0;
    return page;
  }

  /** The width of an index in bits, then runs of equal ones: twice their length, and the index. */
  private void indexes() {
    int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(words.size() - 1));
    ensure(1);
    values[size++] = (byte) width;
    for (int from = 0; from < pageRows; ) {
      int to = from + 1;
      while (to < pageRows && wordOfRow[to] == wordOfRow[from]) {
        to++;
      }
      ensure(10);
      for (int rest = (to - from) << 1; ; rest >>>= 7) {
        boolean last = rest < 0x80;
        values[size++] = (byte) (last ? rest : rest | 0x80);
        if (last) {
          break;
        }
      }
      littleEndian(wordOfRow[from], (width + 7) / 8);
      from = to;
    }
  }
}
