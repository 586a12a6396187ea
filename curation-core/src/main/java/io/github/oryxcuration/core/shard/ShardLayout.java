package io.github.oryxcuration.core.shard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.Version;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * The layout of a Parquet file around its column chunks: magic, row groups, offset indexes, footer
 * (apache/parquet-format). parquet-java's own file writer is not used because it wants chunks in
 * the order of the schema; here the pictures, last in the schema, come first in each row group and
 * are written as they arrive, so that no row group of them is ever held in memory.
 */
final class ShardLayout {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;

  private final ShardOutput out;
  private final FileMetaData footer;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<ChunkWriter> chunks = new ArrayList<>();
  private long rows;

  ShardLayout(ShardOutput out, MessageType type, Map<String, String> metadata) throws IOException {
    this(out, footer(type, metadata));
  }

  /**
   * A file whose schema is laid out already.
   *
   * @param footer without row groups, which are added to it
   */
  ShardLayout(ShardOutput out, FileMetaData footer) throws IOException {
    this.out = out;
    this.footer = footer;
    out.write(MAGIC);
  }

  /** Begins a chunk at the current end of the file. */
  ChunkWriter chunk(ColumnDescriptor column, CompressionCodecName codec) {
    return new ChunkWriter(out, column, codec);
  }

  /**
   * Ends a row group.
   *
   * @param written its chunks in the order of the schema
   */
  void endGroup(long rowCount, List<ChunkWriter> written) {
    long start = Long.MAX_VALUE;
    long uncompressed = 0;
    long compressed = 0;
    List<ColumnChunk> columns = new ArrayList<>();
    for (ChunkWriter chunk : written) {
      columns.add(chunk.describe());
      start = Math.min(start, chunk.start());
      uncompressed += chunk.uncompressed();
      compressed += chunk.compressed();
    }
    RowGroup group = new RowGroup(columns, uncompressed, rowCount);
    group.setFile_offset(start);
    group.setTotal_compressed_size(compressed);
    if (groups.size() <= Short.MAX_VALUE) {
      group.setOrdinal((short) groups.size());
    }
    groups.add(group);
    chunks.addAll(written);
    rows += rowCount;
  }

  /** Writes the offset indexes and the footer. */
  void end() throws IOException {
    int next = 0;
    for (RowGroup group : groups) {
      for (ColumnChunk column : group.getColumns()) {
        long offset = out.getPos();
        Util.writeOffsetIndex(chunks.get(next++).index(), out);
        column.setOffset_index_offset(offset);
        column.setOffset_index_length(Math.toIntExact(out.getPos() - offset));
      }
    }
    long start = out.getPos();
    footer.setRow_groups(groups);
    footer.setNum_rows(rows);
    Util.writeFileMetaData(footer, out);
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putInt(0, Math.toIntExact(out.getPos() - start)).array());
    out.write(MAGIC);
  }

  /** The converter fills in the schema, the orders of its columns and the key-value pairs. */
  private static FileMetaData footer(MessageType type, Map<String, String> metadata) {
    var about =
        new org.apache.parquet.hadoop.metadata.FileMetaData(
            type, new LinkedHashMap<>(metadata), Version.FULL_VERSION);
    return new ParquetMetadataConverter()
        .toParquetMetadata(FORMAT_VERSION, new ParquetMetadata(about, List.of()));
  }
}
