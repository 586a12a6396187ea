package io.github.oryxcuration.correspondence.scene;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code scannetv2-labels.combined.tsv}: what raw categories are. Raw categories are unique in it,
 * ids are not.
 */
public final class LabelTable {
  /** Its name in a ScanNet root. */
  public static final String FILE = "scannetv2-labels.combined.tsv";

  private static final long MAX_BYTES = 16L << 20;

  private record Row(int id, int nyu40) {}

  private final Map<String, Row> rows = new HashMap<>();

  private LabelTable() {}

  /** Knows nothing. */
  public static LabelTable empty() {
    return new LabelTable();
  }

  /** The table of a ScanNet root, or one that knows nothing where it has none. */
  public static LabelTable of(String root) throws IOException {
    String path = Storage.child(root, FILE);
    return Storage.exists(path) ? read(path) : empty();
  }

  /** The table of the root that a scan lies in, directly or below {@code scans/}. */
  public static LabelTable above(ScanFolder scan) throws IOException {
    String folder = scan.path();
    for (int up = 0; up < 2 && folder.lastIndexOf('/') > 0; up++) {
      folder = folder.substring(0, folder.lastIndexOf('/'));
      if (Storage.exists(Storage.child(folder, FILE))) {
        return of(folder);
      }
    }
    return empty();
  }

  /**
   * Reads a table; a line that is not one of it is passed over.
   *
   * @throws CurationException if the file is no such table
   */
  public static LabelTable read(String path) throws IOException {
    String text;
    try {
      if (Storage.stat(path).bytes() > MAX_BYTES) {
        throw new CurationException(
            Reason.MEDIA_TOO_LARGE, path + ": too large for a table of labels");
      }
      text = new String(Storage.readAll(path), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
    LabelTable table = new LabelTable();
    List<String> lines = text.lines().toList();
    List<String> head = lines.isEmpty() ? List.of() : cells(lines.get(0));
    int id = head.indexOf("id");
    int raw = head.indexOf("raw_category");
    int nyu40 = head.indexOf("nyu40id");
    if (id < 0 || raw < 0 || nyu40 < 0) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          path + ": no table of labels: its first line must name id, raw_category and nyu40id");
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() > Math.max(id, Math.max(raw, nyu40))) {
        table.rows.put(cells.get(raw), new Row(number(cells.get(id)), number(cells.get(nyu40))));
      }
    }
    return table;
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split("\t", -1));
  }

  private static int number(String cell) {
    try {
      return Integer.parseInt(cell.strip());
    } catch (NumberFormatException e) {
      return 0; // an unknown category
    }
  }

  /** The value of a raw category in the 2-D label maps. */
  public OptionalInt id(String raw) {
    Row row = rows.get(raw);
    return row == null ? OptionalInt.empty() : OptionalInt.of(row.id);
  }

  /** The NYU-40 class of a raw category. */
  public OptionalInt nyu40(String raw) {
    Row row = rows.get(raw);
    return row == null ? OptionalInt.empty() : OptionalInt.of(row.nyu40);
  }

  /**
   * Whether a category is what a room is made of, not a thing in it: NYU-40 wall (1), floor (2) or
   * ceiling (22); where the table does not know it, by these words.
   */
  public boolean isStuff(String raw) {
    OptionalInt nyu = nyu40(raw);
    return nyu.isPresent()
        ? nyu.getAsInt() == 1 || nyu.getAsInt() == 2 || nyu.getAsInt() == 22
        : List.of("wall", "floor", "ceiling").contains(raw);
  }
}
