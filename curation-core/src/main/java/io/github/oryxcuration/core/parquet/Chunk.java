package io.github.oryxcuration.core.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The bytes of one leaf column in one row group, checked against the file.
 *
 * @param start of the first page
 * @param end one past the last byte
 * @param values levels and nulls included
 * @param indexOffset of the offset index, or 0 where there is none
 */
record Chunk(
    ColumnDescriptor leaf,
    CompressionCodecName codec,
    long start,
    long end,
    long values,
    long indexOffset,
    int indexLength) {

  /** Throws {@link CorruptParquetException} where the footer contradicts itself or the file. */
  static Chunk of(ParquetFile file, RowGroup group, ColumnDescriptor leaf) {
    ColumnChunk chunk = find(group, leaf);
    ColumnMetaData meta = chunk.getMeta_data();
    long start = meta.getData_page_offset();
    if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
      start = Math.min(start, meta.getDictionary_page_offset());
    }
    long length = meta.getTotal_compressed_size();
    if (start < 4 || length < 0 || length > file.pagesEnd() - start) {
      throw new CorruptParquetException(
          "column %s claims %d bytes at %d, pages end at %d"
              .formatted(name(leaf), length, start, file.pagesEnd()));
    }
    long values = meta.getNum_values();
    boolean flat = leaf.getMaxRepetitionLevel() == 0;
    if (values < group.getNum_rows() || (flat && values != group.getNum_rows())) {
      throw new CorruptParquetException(
          "column %s claims %d values for %d rows"
              .formatted(name(leaf), values, group.getNum_rows()));
    }
    boolean indexed = chunk.isSetOffset_index_offset() && chunk.isSetOffset_index_length();
    return new Chunk(
        leaf,
        CompressionCodecName.fromParquet(meta.getCodec()),
        start,
        start + length,
        values,
        indexed ? chunk.getOffset_index_offset() : 0,
        indexed ? chunk.getOffset_index_length() : 0);
  }

  private static ColumnChunk find(RowGroup group, ColumnDescriptor leaf) {
    List<String> path = List.of(leaf.getPath());
    for (ColumnChunk chunk : group.getColumns()) {
      if (chunk.isSetMeta_data() && path.equals(chunk.getMeta_data().getPath_in_schema())) {
        if (chunk.isSetFile_path()) {
          throw new CorruptParquetException("column " + name(leaf) + " lies in another file");
        }
        return chunk;
      }
    }
    throw new CorruptParquetException("a row group lacks column " + name(leaf));
  }

  static String name(ColumnDescriptor leaf) {
    return String.join(".", leaf.getPath());
  }
}
