package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes samples to one Parquet file that Hugging Face {@code datasets} loads with its pictures.
 * The bytes depend on the samples, their order and the spec alone.
 *
 * <p>A row group is closed before the row that would take it past {@link ShardSpec#rowGroupBytes},
 * counted from the first row on, or at 1,000 rows; it holds at least one. Memory holds the light
 * columns of one row group and one page of pictures. The file is written under a temporary name and
 * moved by {@link #commit}; a writer that is closed without it leaves nothing. Not safe for several
 * threads.
 */
public final class ShardWriter implements Closeable {
  private static final int MAX_ROWS = 1000;

  private final String path;
  private final String temporary;
  private final long rowGroupBytes;
  private final CompressionCodecName codec;
  private final ShardOutput output;
  private final ShardLayout file;

  private RowGroup group;
  private long groupBytes;
  private long rows;
  private boolean done;

  private ShardWriter(String path, String temporary, ShardSpec spec) throws IOException {
    this.path = path;
    this.temporary = temporary;
    this.rowGroupBytes = spec.rowGroupBytes();
    this.codec = codec(spec.compression());
    this.output = ShardOutput.durable(temporary);
    try {
      this.file = new ShardLayout(output, ShardSchema.type(), ShardSchema.metadata());
    } catch (IOException | RuntimeException e) {
      output.abandon();
      throw e;
    }
    this.group = new RowGroup(file, codec);
  }

  /** Opens a writer; its temporary file replaces one that a crash has left. */
  public static ShardWriter create(String path, ShardSpec spec) throws IOException {
    return create(path, Storage.temporary(path), spec);
  }

  /**
   * Opens a writer under a temporary name of the caller's, which must be in the same folder. For
   * runners that may try one shard twice at a time.
   */
  public static ShardWriter create(String path, String temporary, ShardSpec spec)
      throws IOException {
    return new ShardWriter(path, temporary, spec);
  }

  private static CompressionCodecName codec(ShardSpec.Compression compression) {
    return switch (compression) {
      case NONE -> CompressionCodecName.UNCOMPRESSED;
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case ZSTD -> CompressionCodecName.ZSTD;
    };
  }

  /**
   * Adds a row. The picture arrays are taken by reference and must not change until the shard is
   * committed.
   *
   * @throws CurationException MEDIA_TOO_LARGE above 1 GiB, MALFORMED_ROW if a text has no UTF-8
   *     form; nothing was added then and writing can go on
   * @throws IllegalArgumentException if the bytes of a picture were skipped when it was read, and
   *     no haystack holds them
   */
  public void write(Sample sample) throws IOException {
    if (done) {
      throw new IllegalStateException("the shard is closed");
    }
    if (sample.haystack().isEmpty()
        && sample.frames().stream().anyMatch(frame -> frame.picture().isAbsent())) {
      throw new IllegalArgumentException("sample " + sample.id() + " lacks the bytes of a picture");
    }
    long bytes = RowSize.of(sample);
    boolean full = group.rows() >= MAX_ROWS || groupBytes + bytes > rowGroupBytes;
    if (full && group.rows() > 0) {
      endGroup();
    }
    group.add(sample);
    groupBytes += bytes;
    rows++;
  }

  private void endGroup() throws IOException {
    group.finish();
    group = new RowGroup(file, codec);
    groupBytes = 0;
  }

  /** Writes what is left and the footer, and moves the file to its final name. */
  public ShardFile commit() throws IOException {
    if (done) {
      throw new IllegalStateException("the shard is closed");
    }
    if (group.rows() > 0) {
      endGroup();
    }
    file.end();
    output.close();
    Storage.move(temporary, path);
    done = true;
    return new ShardFile(path, rows, output.getPos(), output.digest());
  }

  /** Deletes the temporary file unless the shard was committed. */
  @Override
  public void close() throws IOException {
    if (done) {
      return;
    }
    done = true;
    try {
      output.abandon();
    } finally {
      Storage.delete(List.of(temporary));
    }
  }
}
