package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.parquet.Codecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Compresses and keeps the pages of one light column until its row group is written. */
final class TextPages implements PageWriter {
  private final ColumnDescriptor column;
  private final CompressionCodecName codec;
  private final List<ChunkWriter.Page> pages = new ArrayList<>();
  private @Nullable DictionaryPage dictionary;
  private long bytes;

  TextPages(ColumnDescriptor column, CompressionCodecName codec) {
    this.column = column;
    this.codec = codec;
  }

  /** Writes everything at the current end of the file. */
  ChunkWriter writeTo(ShardLayout file) throws IOException {
    ChunkWriter chunk = file.chunk(column, codec);
    if (dictionary != null) {
      chunk.dictionary(dictionary);
    }
    for (ChunkWriter.Page page : pages) {
      chunk.page(page);
    }
    return chunk;
  }

  @Override
  public void writePage(
      BytesInput content,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      @Nullable SizeStatistics sizes,
      @Nullable GeospatialStatistics places,
      Encoding repetition,
      Encoding definition,
      Encoding values)
      throws IOException {
    byte[] raw = toArray(content);
    byte[] stored = Codecs.compress(codec, raw);
    bytes += stored.length;
    // A column without statistics hands over an empty object, which would be written as such.
    Statistics<?> kept = statistics.isEmpty() ? null : statistics;
    pages.add(
        new ChunkWriter.Page(
            BytesInput.from(stored), raw.length, valueCount, rowCount, kept, values));
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    byte[] raw = toArray(page.getBytes());
    byte[] stored = Codecs.compress(codec, raw);
    bytes += stored.length;
    dictionary =
        new DictionaryPage(
            BytesInput.from(stored), raw.length, page.getDictionarySize(), page.getEncoding());
  }

  private static byte[] toArray(BytesInput content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(content.size()));
    content.writeAllTo(out);
    return out.toByteArray();
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput content,
      int valueCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding values) {
    throw new UnsupportedOperationException("pages know their rows");
  }

  @Override
  public void writePage(
      BytesInput content,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding values)
      throws IOException {
    writePage(
        content, valueCount, rowCount, statistics, null, null, repetition, definition, values);
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetition,
      BytesInput definition,
      Encoding encoding,
      BytesInput data,
      Statistics<?> statistics) {
    throw new UnsupportedOperationException("pages are of version 1");
  }

  @Override
  public long getMemSize() {
    return bytes;
  }

  @Override
  public long allocatedSize() {
    return bytes;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + bytes + " bytes";
  }
}
