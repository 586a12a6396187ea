package io.github.oryxcuration.core.parquet;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Walks the values of one leaf column of one row group, levels included. Starts before the first
 * value.
 */
final class LeafCursor {
  private final ChunkPages pages;
  private final Chunk chunk;
  private final @Nullable ParsedVersion writer;
  private final boolean text;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private @Nullable ColumnReader reader;
  private int leftInPage;
  private boolean taken;
  private boolean ended;
  private long row = -1;

  LeafCursor(ParquetFile file, Chunk chunk) {
    this.pages = new ChunkPages(file, chunk);
    this.chunk = chunk;
    this.writer = file.writer();
    this.text = isText(chunk.leaf().getPrimitiveType());
  }

  static boolean isText(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
        || annotation instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
        || annotation instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
  }

  /** Whether {@link #seek} finds pages without reading those before them. */
  boolean indexed() {
    return pages.indexed();
  }

  boolean ended() {
    return ended;
  }

  int repetition() {
    return current().getCurrentRepetitionLevel();
  }

  int definition() {
    return current().getCurrentDefinitionLevel();
  }

  /** Goes to the next value. */
  void advance() {
    advance(0);
  }

  private void advance(long skipRows) {
    if (ended) {
      throw new CorruptParquetException("column " + Chunk.name(chunk.leaf()) + " has too few rows");
    }
    if (leftInPage > 1) {
      ColumnReader in = current();
      if (!taken && in.getCurrentDefinitionLevel() == chunk.leaf().getMaxDefinitionLevel()) {
        in.skip();
      }
      in.consume();
      leftInPage--;
    } else if (!load(skipRows)) {
      ended = true;
      return;
    }
    taken = false;
    if (repetition() == 0) {
      row++;
    }
  }

  /**
   * Goes to the first value of a row at or after the current one, past unneeded pages if it can.
   */
  void seek(long target) {
    long first = pages.jump(target);
    if (first > row) {
      row = first - 1;
      leftInPage = 0;
      advance(0);
    }
    while (!ended && (row < target || reader == null)) {
      advance(target - row - 1);
    }
    if (ended || row != target) {
      throw new CorruptParquetException(
          "column " + Chunk.name(chunk.leaf()) + " has no row " + target);
    }
  }

  private boolean load(long skipRows) {
    long left = skipRows;
    ChunkPages.Page page = pages.next(left);
    while (page != null && (page.data() == null || page.values() == 0)) {
      row += page.rows();
      left -= page.rows();
      page = pages.next(left);
    }
    if (page == null || page.data() == null) {
      return false;
    }
    leftInPage = page.values();
    reader =
        new ColumnReaderImpl(
            chunk.leaf(),
            new OnePage(page.data(), page.values(), pages.dictionary()),
            new PrimitiveConverter() {},
            writer);
    return true;
  }

  private ColumnReader current() {
    if (reader == null || ended) {
      throw new CorruptParquetException("column " + Chunk.name(chunk.leaf()) + " has too few rows");
    }
    return reader;
  }

  /**
   * The current value: Boolean, Long, Double, String for annotated text, otherwise byte[].
   *
   * @throws CharacterCodingException if text is not UTF-8
   */
  Object value() throws CharacterCodingException {
    taken = true;
    ColumnReader in = current();
    return switch (chunk.leaf().getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> in.getBoolean();
      case INT32 -> (long) in.getInteger();
      case INT64 -> in.getLong();
      case FLOAT -> (double) in.getFloat();
      case DOUBLE -> in.getDouble();
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> binary(in.getBinary());
    };
  }

  private Object binary(Binary value) throws CharacterCodingException {
    if (!text) {
      return value.getBytes();
    }
    return decoder.decode(value.toByteBuffer()).toString();
  }

  /** What parquet-java reads one page through. */
  private record OnePage(DataPage page, int values, @Nullable DictionaryPage dictionary)
      implements PageReader {
    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
      return dictionary;
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public DataPage readPage() {
      return page;
    }
  }
}
