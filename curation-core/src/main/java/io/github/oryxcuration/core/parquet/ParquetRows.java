package io.github.oryxcuration.core.parquet;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file as nested Java values, in order and in bounded memory: one page of
 * each chosen column is held at a time.
 *
 * <p>Columns are named by their fields without the groups of list encodings ({@code
 * conversations.value}); a name also chooses everything below it, except media: a leaf called
 * {@code bytes} that is no text is read only when it is named itself ({@code images.bytes}). Names
 * that the file lacks are no error; {@link #columns} tells.
 *
 * <p>A row is a map from column names to values: {@code Map} for a struct, {@code List} for a list
 * and for the entries of a map, {@code String} for annotated text, {@code Long}, {@code Double},
 * {@code Boolean}, otherwise {@code byte[]}; null for null.
 *
 * <p>Compressions: none, Snappy, Zstandard, Gzip. Pages of versions 1 and 2, with or without a
 * dictionary. Not safe for several threads.
 */
public final class ParquetRows implements Iterator<Map<String, @Nullable Object>>, Closeable {
  private final ParquetFile file;
  private final Map<String, Field> fields;
  private final Iterator<RowGroup> groups;
  private final long rowCount;

  private Field.@Nullable Cursors cursors;
  private @Nullable String groupFault;
  private long leftInGroup;
  private long row = -1;

  private ParquetRows(ParquetFile file, Map<String, Field> fields) {
    this.file = file;
    this.fields = fields;
    this.groups = file.groups().iterator();
    this.rowCount = file.groups().stream().mapToLong(RowGroup::getNum_rows).sum();
  }

  /**
   * Opens a file.
   *
   * @param columns names as the class comment says
   * @throws IOException if it cannot be read, is no Parquet file, or its footer is damaged
   */
  public static ParquetRows open(String path, Collection<String> columns) throws IOException {
    ParquetFile file = ParquetFile.open(path);
    try {
      return new ParquetRows(file, Fields.choose(file.schema(), columns));
    } catch (RuntimeException e) {
      file.close();
      throw new IOException(path + " has a damaged Parquet schema: " + e.getMessage(), e);
    }
  }

  /**
   * Identifies a file with embedded media without reading all of it: {@code footer:} and the sha256
   * of its length (8 bytes, big-endian) and its footer.
   */
  public static String footerDigest(String path) throws IOException {
    try (ParquetFile file = ParquetFile.open(path)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, file.size()));
      sha256.update(file.footerBytes());
      return "footer:" + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As the footer says. */
  public long rowCount() {
    return rowCount;
  }

  /** The names of all leaves that the file has, chosen or not. */
  public Set<String> columns() {
    return Fields.names(file.schema());
  }

  /** The types of all columns, chosen or not. */
  public MessageType schema() {
    return file.schema();
  }

  /**
   * One row group.
   *
   * @param bytes of all its columns before compression
   */
  public record Group(long rows, long bytes) {}

  /** The row groups in the order of the file, as the footer says. */
  public List<Group> groups() {
    return file.groups().stream()
        .map(group -> new Group(group.getNum_rows(), group.getTotal_byte_size()))
        .toList();
  }

  /** The key-value pairs of the footer. */
  public Map<String, String> metadata() {
    return file.metadata();
  }

  /** The 0-based number of the row that {@link #next} last returned or refused. */
  public long rowNumber() {
    return row;
  }

  @Override
  public boolean hasNext() {
    return row + 1 < rowCount;
  }

  /**
   * The next row. Where a row cannot be decoded, the exception stands for it and reading goes on
   * after it; a damaged page costs the rest of its row group, one exception for each row.
   *
   * @throws CurationException MALFORMED_ROW for that one row
   * @throws UncheckedIOException if the storage fails
   */
  @Override
  public Map<String, @Nullable Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the file has " + rowCount + " rows");
    }
    while (leftInGroup == 0) {
      startGroup(groups.next());
    }
    row++;
    leftInGroup--;
    return read();
  }

  /**
   * Passes over rows; whole row groups are not read. Past the end it stops there.
   *
   * @throws CurationException if a row that had to be read on the way cannot be decoded
   */
  public void skip(long rows) {
    long left = rows;
    while (left > 0 && hasNext()) {
      if (leftInGroup == 0) {
        RowGroup group = groups.next();
        if (group.getNum_rows() <= left) {
          row += group.getNum_rows();
          left -= group.getNum_rows();
        } else {
          startGroup(group);
        }
      } else {
        next();
        left--;
      }
    }
  }

  private void startGroup(RowGroup group) {
    leftInGroup = group.getNum_rows();
    cursors = null;
    groupFault = null;
    if (leftInGroup == 0) {
      return;
    }
    try {
      cursors = open(file, group, fields.values());
      for (LeafCursor cursor : cursors.all()) {
        cursor.advance();
      }
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      groupFault = explain(e);
    }
  }

  static Field.Cursors open(ParquetFile file, RowGroup group, Collection<Field> fields) {
    List<LeafCursor> open = new ArrayList<>();
    for (Field field : fields) {
      for (Field.Leaf leaf : field.leaves()) {
        open.add(new LeafCursor(file, Chunk.of(file, group, leaf.column())));
      }
    }
    return new Field.Cursors(open);
  }

  private Map<String, @Nullable Object> read() {
    Field.Cursors from = cursors;
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (groupFault == null && from != null) {
      try {
        for (Map.Entry<String, Field> field : fields.entrySet()) {
          values.put(field.getKey(), field.getValue().read(from));
        }
        checkEdge(from);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        groupFault = explain(e);
      }
    }
    String fault = from == null || groupFault != null ? groupFault : from.takeFault();
    if (fault != null) {
      throw new CurationException(
          Reason.MALFORMED_ROW, "row " + row + " of " + file.path() + ": " + fault);
    }
    return values;
  }

  /** Behind a row, every column stands at the next row, or all at the end. */
  private void checkEdge(Field.Cursors from) {
    for (LeafCursor cursor : from.all()) {
      boolean sound = leftInGroup == 0 ? cursor.ended() : cursor.repetition() == 0;
      if (!sound) {
        throw new CorruptParquetException("its columns do not end a row at the same place");
      }
    }
  }

  static String explain(RuntimeException e) {
    String message = e.getMessage();
    return "its row group cannot be decoded: "
        + (e instanceof CorruptParquetException && message != null ? message : e.toString());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
