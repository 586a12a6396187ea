package io.github.oryxcuration.core.shard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Writes the pages of one column of one row group, one after the other, and keeps their places. */
final class ChunkWriter {
  private static final int MAX_STATISTICS = 64;

  private final ShardOutput out;
  private final ColumnDescriptor column;
  private final CompressionCodecName codec;
  private final long start;
  private final Set<Encoding> encodings = EnumSet.of(Encoding.RLE);
  private final List<PageLocation> locations = new ArrayList<>();

  private @Nullable Statistics<?> statistics;
  private long dictionaryOffset;
  private long values;
  private long rows;
  private long uncompressed;

  ChunkWriter(ShardOutput out, ColumnDescriptor column, CompressionCodecName codec) {
    this.out = out;
    this.column = column;
    this.codec = codec;
    this.start = out.getPos();
  }

  /**
   * Writes the dictionary, before any other page.
   *
   * @param page its bytes are compressed
   */
  void dictionary(DictionaryPage page) throws IOException {
    dictionaryOffset = out.getPos();
    Encoding encoding = Encoding.valueOf(page.getEncoding().name());
    encodings.add(encoding);
    PageHeader header =
        new PageHeader(
            PageType.DICTIONARY_PAGE,
            page.getUncompressedSize(),
            Math.toIntExact(page.getBytes().size()));
    header.setDictionary_page_header(new DictionaryPageHeader(page.getDictionarySize(), encoding));
    write(header, page.getBytes());
  }

  void page(Page page) throws IOException {
    long offset = out.getPos();
    Encoding encoding = Encoding.valueOf(page.encoding.name());
    encodings.add(encoding);
    PageHeader header =
        new PageHeader(PageType.DATA_PAGE, page.bytes, Math.toIntExact(page.stored.size()));
    header.setData_page_header(
        new DataPageHeader(page.values, encoding, Encoding.RLE, Encoding.RLE));
    write(header, page.stored);
    locations.add(new PageLocation(offset, Math.toIntExact(out.getPos() - offset), rows));
    values += page.values;
    rows += page.rows;
    if (page.statistics != null) {
      merge(page.statistics);
    }
  }

  private void write(PageHeader header, BytesInput content) throws IOException {
    long before = out.getPos();
    Util.writePageHeader(header, out);
    uncompressed += out.getPos() - before + header.getUncompressed_page_size();
    content.writeAllTo(out);
  }

  private void merge(Statistics<?> more) {
    if (statistics == null) {
      statistics = more;
    } else {
      statistics.mergeStatistics(more);
    }
  }

  /** What the footer says of the chunk. */
  ColumnChunk describe() {
    ColumnMetaData meta =
        new ColumnMetaData(
            type(),
            new ArrayList<>(encodings),
            List.of(column.getPath()),
            codec.getParquetCompressionCodec(),
            values,
            uncompressed,
            compressed(),
            locations.get(0).getOffset());
    if (dictionaryOffset > 0) {
      meta.setDictionary_page_offset(dictionaryOffset);
    }
    if (statistics != null) {
      meta.setStatistics(ParquetMetadataConverter.toParquetStatistics(statistics, MAX_STATISTICS));
    }
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(meta);
    return chunk;
  }

  private Type type() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> Type.BYTE_ARRAY;
      case INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case DOUBLE -> Type.DOUBLE;
      case BOOLEAN -> Type.BOOLEAN;
      case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("no column is of type " + column);
    };
  }

  /** Where the pages stand, by row. */
  OffsetIndex index() {
    return new OffsetIndex(locations);
  }

  long start() {
    return start;
  }

  long uncompressed() {
    return uncompressed;
  }

  /** Bytes in the file, headers included; all pages follow each other. */
  long compressed() {
    PageLocation last = locations.get(locations.size() - 1);
    return last.getOffset() + last.getCompressed_page_size() - start;
  }

  /**
   * One data page of version 1.
   *
   * @param stored levels and values, compressed
   * @param bytes before compression
   * @param statistics null where the column has none
   */
  record Page(
      BytesInput stored,
      int bytes,
      int values,
      int rows,
      @Nullable Statistics<?> statistics,
      org.apache.parquet.column.Encoding encoding) {}
}
