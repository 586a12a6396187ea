package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat.Rows;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands the rows of a Parquet file, without media bytes, to a format. Positions are row numbers.
 */
final class ParquetSource implements Rows {

  /** Makes the one row of a record. */
  @FunctionalInterface
  interface Mapping {
    Draft draft(long row, Map<String, @Nullable Object> values);
  }

  private final ParquetRows rows;
  private final RowMaker maker;
  private final String idColumn;
  private final Mapping mapping;

  private ParquetSource(ParquetRows rows, RowMaker maker, String idColumn, Mapping mapping) {
    this.rows = rows;
    this.maker = maker;
    this.idColumn = idColumn;
    this.mapping = mapping;
  }

  /**
   * Opens a part.
   *
   * @param idColumn the row's own id, or an empty string
   * @param columns what the format cannot do without
   * @param optional what it reads where the file has it
   * @throws IOException if the file cannot be read or lacks a column
   */
  static Rows open(
      SourceSpec source,
      SourcePart part,
      String idColumn,
      List<String> columns,
      List<String> optional,
      Mapping mapping)
      throws IOException {
    List<String> chosen = new ArrayList<>(columns);
    chosen.addAll(optional);
    if (!idColumn.isEmpty()) {
      chosen.add(idColumn);
    }
    ParquetRows rows = ParquetRows.open(part.file(), chosen);
    Set<String> found = rows.columns();
    for (String column : columns) {
      if (found.stream().noneMatch(c -> c.equals(column) || c.startsWith(column + "."))) {
        rows.close();
        throw new IOException(
            part.file() + " must have the column '" + column + "', but has " + found);
      }
    }
    return new ParquetSource(rows, new RowMaker(source, part), idColumn, mapping);
  }

  /** One part a file; a folder stands for all Parquet files in it and in its folders. */
  static List<SourcePart> parts(SourceSpec source, boolean embedsMedia) throws IOException {
    List<SourcePart> parts = new ArrayList<>();
    for (Storage.Entry file : SourceFiles.list(source, ".parquet")) {
      String path = file.path();
      String digest = embedsMedia ? ParquetRows.footerDigest(path) : SourceFiles.digest(path);
      parts.add(SourcePart.whole(path, digest));
    }
    return parts;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Outcome<Candidate> next() {
    Map<String, @Nullable Object> values;
    try {
      values = rows.next();
    } catch (CurationException e) {
      return maker.lost(Long.toString(rows.rowNumber()), e);
    }
    long row = rows.rowNumber();
    String id = idColumn.isEmpty() ? "" : Cells.textOrEmpty(values, idColumn);
    return maker.row(Long.toString(row), id, () -> mapping.draft(row, values));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
