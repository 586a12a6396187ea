package io.github.oryxcuration.core.shard;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * The finished pages of one column of a row group.
 *
 * @param dictionary its bytes are compressed
 */
record Pages(
    ColumnDescriptor column,
    CompressionCodecName codec,
    @Nullable DictionaryPage dictionary,
    List<Page> data) {

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
      Encoding encoding) {}

  void writeTo(ParquetFileWriter file) throws IOException {
    long values = 0;
    for (Page page : data) {
      values += page.values;
    }
    file.startColumn(column, values, codec);
    if (dictionary != null) {
      file.writeDictionaryPage(dictionary);
    }
    for (Page page : data) {
      file.writeDataPage(
          page.values,
          page.bytes,
          page.stored,
          page.statistics,
          page.rows,
          Encoding.RLE,
          Encoding.RLE,
          page.encoding);
    }
    file.endColumn();
  }
}
