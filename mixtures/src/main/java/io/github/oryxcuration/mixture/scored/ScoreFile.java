package io.github.oryxcuration.mixture.scored;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.shard.RowsWriter;
import io.github.oryxcuration.core.shard.RowsWriter.Column;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one shard: Parquet with the columns {@code id}, {@code answers} and one of doubles
 * per score, in which a score that does not apply is NaN. Rows are in the order of the shard.
 */
public final class ScoreFile {
  private static final String ID = "id";
  private static final String ANSWERS = "answers";

  private ScoreFile() {}

  /** Writes one; under its name once {@link #commit} was called. */
  public static final class Writer implements Closeable {
    private final RowsWriter rows;
    private final List<String> names;

    /** A file with these scores and no others. */
    public Writer(String path, List<String> names) throws IOException {
      this.names = List.copyOf(names);
      List<Column> columns = new ArrayList<>(List.of(Column.text(ID), Column.text(ANSWERS)));
      names.forEach(name -> columns.add(Column.real(name)));
      this.rows = new RowsWriter(path, columns);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if the file has no column for one of its scores
     */
    public void write(SampleScores scores) throws IOException {
      if (!names.containsAll(scores.values().keySet())) {
        throw new IllegalArgumentException(
            "the scores of "
                + scores.id()
                + " must be among "
                + names
                + ", but are "
                + scores.values().keySet());
      }
      rows.text(0, scores.id());
      rows.text(1, scores.answers());
      for (int i = 0; i < names.size(); i++) {
        rows.real(2 + i, scores.values().getOrDefault(names.get(i), Double.NaN));
      }
      rows.endRow();
    }

    public void commit() throws IOException {
      rows.commit();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** Opens one. */
  public static Reader open(String path) throws IOException {
    List<String> columns = new ArrayList<>(List.of(ID, ANSWERS));
    columns.addAll(names(path));
    return new Reader(ParquetRows.open(path, columns));
  }

  /** The scores that it has a column of, whether or not they apply to any sample. */
  static List<String> names(String path) throws IOException {
    try (ParquetRows footer = ParquetRows.open(path, List.of())) {
      List<String> names = new ArrayList<>(footer.columns());
      if (!names.remove(ID)) {
        throw new IOException(path + " is no file of scores: it has no column 'id'");
      }
      names.remove(ANSWERS);
      return names;
    }
  }

  /** Reads rows in order. */
  public static final class Reader implements Iterator<SampleScores>, Closeable {
    private final ParquetRows rows;

    private Reader(ParquetRows rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public SampleScores next() {
      Map<String, @Nullable Object> row = rows.next();
      Map<String, Double> values = new TreeMap<>();
      row.forEach(
          (name, value) -> {
            if (value instanceof Double number && !number.isNaN()) {
              values.put(name, number);
            }
          });
      Object answers = row.get(ANSWERS);
      return new SampleScores(
          (String) requireNonNull(row.get(ID), ID),
          values,
          answers == null ? "" : answers.toString());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
