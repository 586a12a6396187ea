package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** A row group that is being written: pictures go to the file at once, light columns at its end. */
final class RowGroup implements ColumnWriteStore, PageWriteStore {
  private static final MessageType TYPE = ShardSchema.type();
  private static final MessageType LIGHT = ShardSchema.lightType();
  private static final MessageColumnIO COLUMNS = new ColumnIOFactory().getColumnIO(TYPE);

  private final CompressionCodecName codec;
  private final Map<ColumnDescriptor, TextPages> text = new LinkedHashMap<>();
  private final MediaColumn media;
  private final ShardLayout file;
  private final ColumnWriteStoreV1 light;
  private final RecordConsumer consumer;
  private long rows;

  RowGroup(ShardLayout file, CompressionCodecName codec) {
    this.file = file;
    this.codec = codec;
    this.media = new MediaColumn(ShardSchema.media(), file);
    this.light = new ColumnWriteStoreV1(LIGHT, this, properties());
    this.consumer = COLUMNS.getRecordWriter(this);
  }

  /** Bounds help to skip row groups by these columns; long texts and digests gain nothing. */
  private static ParquetProperties properties() {
    return ParquetProperties.builder()
        .withStatisticsEnabled(false)
        .withSizeStatisticsEnabled(false)
        .withStatisticsEnabled("id", true)
        .withStatisticsEnabled("source", true)
        .withStatisticsEnabled("task", true)
        .withStatisticsEnabled("modality", true)
        .withStatisticsEnabled("budget.total_tokens", true)
        .build();
  }

  void add(Sample sample) throws IOException {
    SampleColumns.write(sample, consumer);
    media.endRow();
    rows++;
  }

  long rows() {
    return rows;
  }

  /** Writes the light columns behind the pictures. */
  void finish() throws IOException {
    consumer.flush();
    light.flush();
    ChunkWriter pictures = media.finish();
    List<ChunkWriter> chunks = new ArrayList<>();
    for (ColumnDescriptor column : TYPE.getColumns()) {
      TextPages pages = text.get(column);
      chunks.add(pages == null ? pictures : pages.writeTo(file));
    }
    file.endGroup(rows, chunks);
  }

  @Override
  public ColumnWriter getColumnWriter(ColumnDescriptor column) {
    return column.equals(ShardSchema.media()) ? media : light.getColumnWriter(column);
  }

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return text.computeIfAbsent(column, c -> new TextPages(c, codec));
  }

  @Override
  public void endRecord() {
    light.endRecord();
  }

  @Override
  public void flush() {
    light.flush();
  }

  @Override
  public boolean isColumnFlushNeeded() {
    return light.isColumnFlushNeeded();
  }

  @Override
  public long getAllocatedSize() {
    return light.getAllocatedSize();
  }

  @Override
  public long getBufferedSize() {
    return light.getBufferedSize();
  }

  @Override
  public String memUsageString() {
    return light.memUsageString();
  }

  @Override
  public void close() {
    // Everything is on the heap; closing the store would write its open pages first.
  }
}
