package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.records.CsvRecords;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Hands the records of a CSV file to a format by the names of its header. */
final class CsvRows implements Rows {

  /** Makes the one row of a record. */
  @FunctionalInterface
  interface Mapping {
    Outcome<Candidate> map(String position, Row row);
  }

  /** One record by column name. */
  static final class Row {
    private final Map<String, Integer> columns;
    private final List<String> fields;

    Row(Map<String, Integer> columns, List<String> fields) {
      this.columns = columns;
      this.fields = fields;
    }

    String get(String column) {
      Integer index = columns.get(column);
      if (index == null) {
        throw new IllegalArgumentException(
            "column must be one of " + columns + ", but was " + column);
      }
      return fields.get(index);
    }
  }

  private final CsvRecords records;
  private final Map<String, Integer> columns;
  private final int width;
  private final Mapping mapping;
  private final RowMaker maker;
  private CsvRecords.@Nullable Row upcoming;
  private long ordinal;

  private CsvRows(
      CsvRecords records,
      Map<String, Integer> columns,
      int width,
      Mapping mapping,
      RowMaker maker) {
    this.records = records;
    this.columns = columns;
    this.width = width;
    this.mapping = mapping;
    this.maker = maker;
  }

  /**
   * Reads the header.
   *
   * @throws IOException if a required column is missing
   */
  static CsvRows open(
      String file, CsvRecords records, List<String> required, Mapping mapping, RowMaker maker)
      throws IOException {
    CsvRecords.Row header = records.next();
    Map<String, Integer> columns = new HashMap<>();
    List<String> names = header == null ? List.of() : header.fields();
    for (int i = 0; i < names.size(); i++) {
      columns.putIfAbsent(names.get(i).strip(), i);
    }
    for (String name : required) {
      if (!columns.containsKey(name)) {
        records.close();
        throw new IOException(
            file + ": the header must hold " + required + ", but '" + name + "' is missing");
      }
    }
    return new CsvRows(records, columns, names.size(), mapping, maker);
  }

  @Override
  public boolean hasNext() {
    if (upcoming == null) {
      try {
        upcoming = records.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return upcoming != null;
  }

  @Override
  public Outcome<Candidate> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    CsvRecords.Row record = java.util.Objects.requireNonNull(upcoming);
    upcoming = null;
    String position = Long.toString(ordinal++);
    String fault = record.fault();
    if (fault == null && record.fields().size() != width) {
      fault = "expected " + width + " fields, found " + record.fields().size();
    }
    return fault == null
        ? mapping.map(position, new Row(columns, record.fields()))
        : maker.malformed(position, fault);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
