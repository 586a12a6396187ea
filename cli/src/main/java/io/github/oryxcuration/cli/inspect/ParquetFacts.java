package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Parquet file: its footer and its first rows without media bytes. */
final class ParquetFacts {
  private static final int MOST_TEXT = 200;

  private ParquetFacts() {}

  static Facts of(String path, long bytes, int shown) throws IOException {
    List<String> columns;
    try (ParquetRows rows = ParquetRows.open(path, List.of())) {
      columns = rows.columns().stream().map(name -> name.replaceAll("\\..*", "")).toList();
    }
    try (ParquetRows rows = ParquetRows.open(path, columns)) {
      List<ParquetRows.Group> groups = rows.groups();
      return new Facts()
          .add("kind", "parquet")
          .add("bytes", bytes)
          .add("rows", rows.rowCount())
          .add("row groups", groups.size())
          .add(
              "largest row group",
              groups.stream().mapToLong(ParquetRows.Group::bytes).max().orElse(0) + " bytes")
          .add("schema", rows.schema().toString().strip())
          .add("footer", rows.metadata())
          .add("first rows", first(rows, shown));
    }
  }

  private static List<Object> first(ParquetRows rows, int shown) {
    List<Object> first = new ArrayList<>();
    while (rows.hasNext() && first.size() < shown) {
      try {
        Facts row = new Facts();
        for (Map.Entry<String, ?> cell : rows.next().entrySet()) {
          row.add(cell.getKey(), Shortened.text(String.valueOf(cell.getValue()), MOST_TEXT));
        }
        first.add(row.map());
      } catch (CurationException e) {
        first.add(e.reason() + ": " + e.explanation());
      }
    }
    return first;
  }
}
