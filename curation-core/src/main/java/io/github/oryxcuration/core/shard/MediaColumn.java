package io.github.oryxcuration.core.shard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/**
 * The column of pictures of one row group. A page is written as soon as it is full, at the end of a
 * row; pictures are handed on as the arrays they came in, never compressed, compared or summed up.
 */
final class MediaColumn implements ColumnWriter {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int LEVELS_CAPACITY = 64;

  private final ColumnDescriptor column;
  private final ChunkWriter chunk;

  private List<BytesInput> values = new ArrayList<>();
  private RunLengthBitPackingHybridEncoder repetitions;
  private RunLengthBitPackingHybridEncoder definitions;
  private int levelCount;
  private int rowCount;
  private long pageBytes;

  MediaColumn(ColumnDescriptor column, ShardLayout file) {
    this.column = column;
    this.chunk = file.chunk(column, CompressionCodecName.UNCOMPRESSED);
    this.repetitions = levels(column.getMaxRepetitionLevel());
    this.definitions = levels(column.getMaxDefinitionLevel());
  }

  private static RunLengthBitPackingHybridEncoder levels(int max) {
    return new RunLengthBitPackingHybridEncoder(
        BytesUtils.getWidthFromMaxInt(max),
        LEVELS_CAPACITY,
        PAGE_BYTES,
        HeapByteBufferAllocator.getInstance());
  }

  @Override
  public void write(Binary value, int repetition, int definition) {
    byte[] bytes = value.getBytesUnsafe();
    values.add(BytesInput.fromInt(bytes.length));
    values.add(BytesInput.from(bytes));
    pageBytes += Integer.BYTES + bytes.length;
    level(repetition, definition);
  }

  @Override
  public void writeNull(int repetition, int definition) {
    level(repetition, definition);
  }

  private void level(int repetition, int definition) {
    try {
      repetitions.writeInt(repetition);
      definitions.writeInt(definition);
    } catch (IOException e) {
      throw new IllegalStateException("levels are kept in memory", e);
    }
    levelCount++;
  }

  /** Ends a row, and the page where it is full. */
  void endRow() throws IOException {
    rowCount++;
    if (pageBytes >= PAGE_BYTES) {
      endPage();
    }
  }

  private void endPage() throws IOException {
    List<BytesInput> content = new ArrayList<>(values.size() + 4);
    addLevels(content, repetitions);
    addLevels(content, definitions);
    content.addAll(values);
    BytesInput page = BytesInput.concat(content);
    chunk.page(
        new ChunkWriter.Page(
            page, Math.toIntExact(page.size()), levelCount, rowCount, null, Encoding.PLAIN));
    values = new ArrayList<>();
    repetitions = levels(column.getMaxRepetitionLevel());
    definitions = levels(column.getMaxDefinitionLevel());
    levelCount = 0;
    rowCount = 0;
    pageBytes = 0;
  }

  private static void addLevels(List<BytesInput> content, RunLengthBitPackingHybridEncoder levels)
      throws IOException {
    BytesInput encoded = levels.toBytes();
    content.add(BytesInput.fromInt(Math.toIntExact(encoded.size())));
    content.add(encoded);
  }

  /** Writes what is left. */
  ChunkWriter finish() throws IOException {
    if (rowCount > 0) {
      endPage();
    }
    return chunk;
  }

  @Override
  public void close() {}

  @Override
  public long getBufferedSizeInMemory() {
    return pageBytes;
  }

  @Override
  public void write(int value, int repetition, int definition) {
    throw notBinary();
  }

  @Override
  public void write(long value, int repetition, int definition) {
    throw notBinary();
  }

  @Override
  public void write(boolean value, int repetition, int definition) {
    throw notBinary();
  }

  @Override
  public void write(float value, int repetition, int definition) {
    throw notBinary();
  }

  @Override
  public void write(double value, int repetition, int definition) {
    throw notBinary();
  }

  private static UnsupportedOperationException notBinary() {
    return new UnsupportedOperationException("pictures are binary");
  }
}
