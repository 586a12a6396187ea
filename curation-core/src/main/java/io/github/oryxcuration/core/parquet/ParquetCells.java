package io.github.oryxcuration.core.parquet;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * The media bytes of chosen rows of a Parquet file: a column of {@code struct<bytes,path>} or a
 * list of such. Reads the pages that hold the rows where the file has an offset index, and
 * otherwise every page of that column up to the last row wanted in a row group; one page of it is
 * held at a time.
 */
public final class ParquetCells {

  private ParquetCells() {}

  /**
   * One picture as it is stored.
   *
   * @param bytes null where the picture, or its bytes, are null
   * @param path null where the file has none
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over without a copy, never compared
  public record Cell(byte @Nullable [] bytes, @Nullable String path) {}

  /** Takes each wanted row once, in ascending order, until it is full. */
  public interface Receiver {
    /**
     * Takes a row.
     *
     * @param cells the list of the row; one element for a column that is no list, none for null
     */
    void accept(long row, List<Cell> cells) throws IOException;

    /** Called in place of {@link #accept} for a row whose bytes cannot be decoded. */
    void lost(long row, CurationException why) throws IOException;

    /** Asked before each row; reading ends once the receiver is full. */
    default boolean isFull() {
      return false;
    }
  }

  /**
   * Reads the cells of some rows.
   *
   * @param column a top-level column
   * @param rows 0-based numbers in the file
   * @throws IOException if the file cannot be read or is no Parquet, or the receiver throws
   * @throws IllegalArgumentException if the file has no such rows or no such column
   */
  public static void read(String path, String column, SortedSet<Long> rows, Receiver receiver)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    try (ParquetFile file = ParquetFile.open(path)) {
      Field field = field(file, column);
      long start = 0;
      for (RowGroup group : file.groups()) {
        long end = start + group.getNum_rows();
        SortedSet<Long> inGroup = rows.subSet(start, end);
        if (!inGroup.isEmpty()) {
          readGroup(file, group, field, start, inGroup, receiver);
        }
        start = end;
      }
      if (rows.first() < 0 || rows.last() >= start) {
        throw new IllegalArgumentException(
            "rows %d to %d are asked of %s, which has %d"
                .formatted(rows.first(), rows.last(), path, start));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Field field(ParquetFile file, String column) {
    Map<String, Field> fields =
        Fields.choose(file.schema(), List.of(column + ".bytes", column + ".path"));
    Field field = fields.get(column);
    if (field == null) {
      throw new IllegalArgumentException(
          "%s has no column %s of struct<bytes,path>; it has %s"
              .formatted(file.path(), column, Fields.names(file.schema())));
    }
    return field;
  }

  private static void readGroup(
      ParquetFile file,
      RowGroup group,
      Field field,
      long start,
      SortedSet<Long> rows,
      Receiver receiver)
      throws IOException {
    Field.Cursors cursors = null;
    CurationException lost = null;
    for (long row : rows) {
      if (receiver.isFull()) {
        return;
      }
      List<Cell> cells = List.of();
      if (lost == null) {
        try {
          cursors = cursors == null ? ParquetRows.open(file, group, List.of(field)) : cursors;
          cells = cells(cursors, field, row - start);
        } catch (UncheckedIOException e) {
          throw e;
        } catch (RuntimeException e) {
          lost = lost(file, row, e);
        }
      }
      if (lost == null) {
        receiver.accept(row, cells);
        continue;
      }
      receiver.lost(row, lost);
      if (cursors != null && isIndexed(cursors)) {
        // A damaged page costs its own rows. Without an index it hides all that follow.
        cursors = null;
        lost = null;
      }
    }
  }

  private static CurationException lost(ParquetFile file, long row, RuntimeException e) {
    return new CurationException(
        Reason.MEDIA_UNREADABLE,
        "row %d of %s: %s".formatted(row, file.path(), ParquetRows.explain(e)));
  }

  private static boolean isIndexed(Field.Cursors cursors) {
    for (LeafCursor cursor : cursors.all()) {
      if (!cursor.indexed()) {
        return false;
      }
    }
    return true;
  }

  private static List<Cell> cells(Field.Cursors cursors, Field field, long rowInGroup) {
    for (LeafCursor cursor : cursors.all()) {
      cursor.seek(rowInGroup);
    }
    Object value = field.read(cursors);
    List<Cell> cells = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(element -> cells.add(cell(element)));
    } else if (value != null) {
      cells.add(cell(value));
    }
    return cells;
  }

  private static Cell cell(@Nullable Object element) {
    if (!(element instanceof Map<?, ?> struct)) {
      return new Cell(null, null);
    }
    Object bytes = struct.get("bytes");
    Object path = struct.get("path");
    return new Cell(
        bytes instanceof byte[] media ? media : null, path instanceof String text ? text : null);
  }
}
