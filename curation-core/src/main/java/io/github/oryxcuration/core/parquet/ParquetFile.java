package io.github.oryxcuration.core.parquet;

import io.github.oryxcuration.core.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** An open Parquet file and its checked footer. One thread at a time. */
final class ParquetFile implements Closeable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String ENCRYPTED = "PARE";
  private static final int TAIL = 8;
  private static final int MAX_DEPTH = 64;

  private final String path;
  private final SeekableByteChannel channel;
  private final long size;
  private final Footer footer;

  /**
   * What the end of the file says.
   *
   * @param start first byte of the footer, one past the last page
   */
  private record Footer(
      long start,
      ByteBuffer bytes,
      MessageType schema,
      List<RowGroup> groups,
      Map<String, String> metadata,
      @Nullable ParsedVersion writer) {}

  private ParquetFile(String path, SeekableByteChannel channel, long size, Footer footer) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.footer = footer;
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws IOException if it is no Parquet file, or its footer is damaged
   */
  static ParquetFile open(String path) throws IOException {
    SeekableByteChannel channel = Storage.open(path);
    try {
      long size = channel.size();
      return new ParquetFile(path, channel, size, readFooter(channel, size));
    } catch (IOException e) {
      channel.close();
      throw new IOException(path + " cannot be read as Parquet: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      channel.close();
      throw new IOException(path + " has a damaged Parquet footer: " + e.getMessage(), e);
    }
  }

  private static Footer readFooter(SeekableByteChannel channel, long size) throws IOException {
    if (size < MAGIC.length + TAIL) {
      throw new IOException("it has " + size + " bytes, the smallest Parquet file has 12");
    }
    ByteBuffer tail = ByteBuffer.wrap(bytesAt(channel, size - TAIL, TAIL));
    long length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    String magic = new String(tail.array(), Integer.BYTES, MAGIC.length, StandardCharsets.US_ASCII);
    if (magic.equals(ENCRYPTED)) {
      throw new IOException("its footer is encrypted");
    }
    if (!magic.equals(new String(MAGIC, StandardCharsets.US_ASCII))) {
      throw new IOException("it does not end in PAR1; it may be cut off or of another type");
    }
    if (length < 1 || length > size - TAIL - MAGIC.length) {
      throw new IOException("its footer claims " + length + " bytes of " + size);
    }
    long start = size - TAIL - length;
    byte[] bytes = bytesAt(channel, start, (int) length);
    return parse(start, bytes);
  }

  private static Footer parse(long start, byte[] bytes) throws IOException {
    FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(bytes), bytes.length);
    checkDepth(meta.getSchema());
    List<RowGroup> groups = List.copyOf(meta.getRow_groups());
    checkRows(meta, groups);
    Map<String, String> metadata = new LinkedHashMap<>();
    if (meta.isSetKey_value_metadata()) {
      for (KeyValue entry : meta.getKey_value_metadata()) {
        metadata.put(entry.getKey(), entry.getValue() == null ? "" : entry.getValue());
      }
    }
    // The converter is asked for the schema alone; faults of one row group must not cost the rest.
    meta.setRow_groups(new ArrayList<>());
    MessageType schema =
        new ParquetMetadataConverter().fromParquetMetadata(meta).getFileMetaData().getSchema();
    return new Footer(
        start, ByteBuffer.wrap(bytes), schema, groups, metadata, writer(meta.getCreated_by()));
  }

  private static void checkRows(FileMetaData meta, List<RowGroup> groups) throws IOException {
    long rows = 0;
    for (RowGroup group : groups) {
      if (group.getNum_rows() < 0) {
        throw new IOException("a row group claims " + group.getNum_rows() + " rows");
      }
      rows = Math.addExact(rows, group.getNum_rows());
    }
    if (rows != meta.getNum_rows()) {
      throw new IOException(
          "its row groups have " + rows + " rows, its footer says " + meta.getNum_rows());
    }
  }

  private static void checkDepth(List<SchemaElement> schema) throws IOException {
    List<Integer> open = new ArrayList<>();
    for (SchemaElement element : schema) {
      while (!open.isEmpty() && open.get(open.size() - 1) == 0) {
        open.remove(open.size() - 1);
      }
      if (!open.isEmpty()) {
        open.set(open.size() - 1, open.get(open.size() - 1) - 1);
      }
      if (element.isSetNum_children() && element.getNum_children() > 0) {
        open.add(element.getNum_children());
      }
      if (open.size() > MAX_DEPTH) {
        throw new IOException("its schema is deeper than " + MAX_DEPTH);
      }
    }
  }

  private static @Nullable ParsedVersion writer(@Nullable String createdBy) {
    if (createdBy == null) {
      return null;
    }
    try {
      return VersionParser.parse(createdBy);
    } catch (VersionParseException | RuntimeException e) {
      return null; // known faults of old writers are then not worked around
    }
  }

  String path() {
    return path;
  }

  long size() {
    return size;
  }

  /** One past the last byte that a page may have. */
  long pagesEnd() {
    return footer.start;
  }

  ByteBuffer footerBytes() {
    return footer.bytes.asReadOnlyBuffer();
  }

  MessageType schema() {
    return footer.schema;
  }

  List<RowGroup> groups() {
    return footer.groups;
  }

  Map<String, String> metadata() {
    return footer.metadata;
  }

  @Nullable ParsedVersion writer() {
    return footer.writer;
  }

  /**
   * Fills {@code into} from {@code position} on; fewer bytes only at the end of the file.
   *
   * @throws UncheckedIOException if the storage fails; damage is a {@link CorruptParquetException}
   */
  int read(long position, ByteBuffer into) {
    int start = into.position();
    try {
      channel.position(position);
      while (into.hasRemaining() && channel.read(into) >= 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
    return into.position() - start;
  }

  private static byte[] bytesAt(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("it ends before " + (position + length));
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
