package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked of a Parquet file that another tool wrote: rows, ids in a column
 * {@code id}, pictures in {@code struct<bytes,path>}, and conversations with LLaVA's keys.
 */
final class ForeignCheck {
  private static final String MEDIA = ".bytes";

  private final Findings findings;
  private final boolean quick;

  ForeignCheck(Findings findings, boolean quick) {
    this.findings = findings;
    this.quick = quick;
  }

  /** Takes ids as they are found. */
  interface Ids {
    void add(String id, long row) throws IOException;
  }

  void check(String path, String file, Ids ids) throws IOException {
    SortedSet<String> columns = new TreeSet<>();
    try (ParquetRows footer = ParquetRows.open(path, List.of())) {
      for (String leaf : footer.columns()) {
        columns.add(leaf.contains(".") ? leaf.substring(0, leaf.indexOf('.')) : leaf);
        if (!quick && leaf.endsWith(MEDIA)) {
          columns.add(leaf);
        }
      }
    }
    try (ParquetRows rows = ParquetRows.open(path, columns)) {
      while (rows.hasNext()) {
        findings.looked(Check.ROWS, 1);
        try {
          row(file, rows.next(), rows.rowNumber(), ids);
        } catch (CurationException e) {
          findings.wrong(Check.ROWS, new Finding(file, rows.rowNumber(), "", e.explanation()));
        }
      }
    }
  }

  private void row(String file, Map<String, @Nullable Object> row, long number, Ids ids)
      throws IOException {
    Object given = row.get("id");
    String id = given == null ? "" : given.toString();
    if (!id.isEmpty()) {
      findings.looked(Check.IDS, 1);
      ids.add(id, number);
    }
    List<byte[]> pictures = new ArrayList<>();
    row.values().forEach(value -> pictures(value, pictures));
    for (int i = 0; i < pictures.size(); i++) {
      findings.looked(Check.PICTURES, 1);
      String fault = SampleCheck.fault(pictures.get(i));
      if (!fault.isEmpty()) {
        String message = "picture " + (i + 1) + ": " + fault;
        findings.wrong(Check.PICTURES, new Finding(file, number, id, message));
      }
    }
    List<Turn> turns = turns(row.get("conversations"));
    if (!turns.isEmpty() && !quick) {
      lint(file, number, id, turns, pictures.size());
    }
  }

  /** Several pictures with one placeholder are taken for the frames of a video. */
  private void lint(String file, long row, String id, List<Turn> turns, int pictures) {
    findings.looked(Check.DIALECT, 1);
    long placeholders = turns.stream().filter(t -> t.value().contains("<image>")).count();
    boolean video = pictures > 1 && placeholders == 1;
    Modality modality = pictures == 0 ? Modality.TEXT : video ? Modality.VIDEO : Modality.IMAGE;
    try {
      Dialect.lint(turns, video ? 1 : pictures, modality);
    } catch (CurationException e) {
      String message = e.reason() + ": " + e.explanation();
      findings.wrong(Check.DIALECT, new Finding(file, row, id, message));
    }
  }

  private static void pictures(@Nullable Object value, List<byte[]> found) {
    if (value instanceof List<?> list) {
      list.forEach(element -> pictures(element, found));
    } else if (value instanceof Map<?, ?> struct) {
      if (struct.get("bytes") instanceof byte[] bytes) {
        found.add(bytes);
      }
    }
  }

  private static List<Turn> turns(@Nullable Object value) {
    List<Turn> turns = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> turn
            && turn.get("from") instanceof String from
            && turn.get("value") instanceof String text) {
          turns.add(new Turn(from, text));
        }
      }
    }
    return turns;
  }
}
