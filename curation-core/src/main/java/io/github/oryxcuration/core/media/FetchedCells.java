package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetCells.Cell;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.MediaRef.InCell;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Media bytes of the wanted rows of Parquet files, fetched a file at a time and in its order, as
 * many as the bound holds. The others are fetched when they are asked for, in the place of those:
 * memory is the bound and one row, however large the rows are. Rows that are asked for in the order
 * of the file are read once, others at most twice. Not for several threads at once.
 */
final class FetchedCells {
  /** Enough for dozens of pictures; a row of a long video is larger and then held alone. */
  static final long BOUND_BYTES = 64L << 20;

  private record Column(String path, String name) {}

  private record Place(Column column, long row) {}

  private final long bound;
  private final Map<Column, TreeSet<Long>> wanted = new HashMap<>();
  private final Map<Place, List<Cell>> cells = new HashMap<>();
  private final Map<Place, CurationException> lost = new HashMap<>();
  private long held;
  private @Nullable Place before;

  FetchedCells() {
    this(BOUND_BYTES);
  }

  FetchedCells(long bound) {
    this.bound = bound;
  }

  /** Fetches what the references show of Parquet files; what was wanted before is forgotten. */
  void want(Collection<MediaRef> refs) throws IOException {
    forget();
    wanted.clear();
    lost.clear();
    before = null;
    refs.forEach(this::want);
    for (Column column : inOrder()) {
      if (held < bound) {
        fetch(column, wanted.getOrDefault(column, new TreeSet<>()));
      }
    }
  }

  private void want(MediaRef ref) {
    if (ref instanceof InCell cell) {
      wanted.computeIfAbsent(column(cell), c -> new TreeSet<>()).add(cell.row());
    } else if (ref instanceof MediaRef.Picked picked) {
      want(picked.of());
    } else if (ref instanceof MediaRef.Inserted inserted) {
      want(inserted.among());
      want(inserted.picture());
    }
  }

  /**
   * The pictures of one wanted row.
   *
   * @throws CurationException if they cannot be decoded
   */
  List<Cell> of(InCell ref) throws IOException {
    Place place = new Place(column(ref), ref.row());
    if (!cells.containsKey(place) && !lost.containsKey(place)) {
      fetchFrom(place);
    }
    before = place;
    CurationException why = lost.get(place);
    if (why != null) {
      throw why;
    }
    return cells.getOrDefault(place, List.of());
  }

  /** In the order of the file those after it are asked for next; else it alone is wanted now. */
  private void fetchFrom(Place place) throws IOException {
    TreeSet<Long> rows = wanted.getOrDefault(place.column, new TreeSet<>());
    if (!rows.contains(place.row)) {
      throw new IllegalStateException(
          "row " + place.row + " of " + place.column.path + " was not wanted");
    }
    Long earlier = rows.lower(place.row);
    boolean inOrder =
        earlier == null || (before != null && before.equals(new Place(place.column, earlier)));
    if (inOrder || held >= bound) {
      forget();
    }
    fetch(place.column, new TreeSet<>(inOrder ? rows.tailSet(place.row) : List.of(place.row)));
  }

  /** Bytes that are held now. */
  long held() {
    return held;
  }

  /** Reads on from a row whose bytes fail when the next one is asked for. */
  private void fetch(Column column, SortedSet<Long> rows) throws IOException {
    try {
      read(column, rows);
    } catch (IOException e) {
      for (long row : rows) {
        Place place = new Place(column, row);
        if (!cells.containsKey(place) && !lost.containsKey(place)) {
          String name = column.path + "#row=" + row + "," + column.name;
          lost.put(place, Unreadable.of(name, column.path, e));
          return;
        }
      }
      throw e;
    }
  }

  private void read(Column column, SortedSet<Long> rows) throws IOException {
    ParquetCells.read(
        column.path,
        column.name,
        rows,
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<Cell> found) {
            cells.put(new Place(column, row), found);
            for (Cell cell : found) {
              byte[] bytes = cell.bytes();
              held += bytes == null ? 0 : bytes.length;
            }
          }

          @Override
          public void lost(long row, CurationException why) {
            lost.put(new Place(column, row), why);
          }

          @Override
          public boolean isFull() {
            return held >= bound;
          }
        });
  }

  private void forget() {
    cells.clear();
    held = 0;
  }

  private List<Column> inOrder() {
    TreeMap<String, Column> sorted = new TreeMap<>();
    wanted.keySet().forEach(column -> sorted.put(column.path + "#" + column.name, column));
    return List.copyOf(sorted.values());
  }

  private static Column column(InCell ref) {
    return new Column(ref.path(), ref.column());
  }
}
