package io.github.oryxcuration.test.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The yardstick of mixing: DuckDB reads the rows of {@link LightRows}, sorts them by hash and
 * writes them as Parquet, with two threads and at most 1.5 GB.
 */
public final class DuckDbSort {
  private DuckDbSort() {}

  /** Arguments: the JSONL file, the Parquet file. */
  public static void main(String[] arguments) throws SQLException {
    Path rows = Path.of(arguments[0]);
    Path sorted = Path.of(arguments[1]);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '1500MB'");
      statement.execute("SET temp_directory = '" + sorted + ".spill'");
      statement.execute(
          """
          COPY (
            SELECT * FROM read_json('%s', format = 'newline_delimited',
              columns = {id: 'VARCHAR', conversations: 'STRUCT("from" VARCHAR, "value" VARCHAR)[]'})
            ORDER BY hash(id || '42')
          ) TO '%s' (FORMAT parquet)
          """
              .formatted(rows, sorted));
    }
  }
}
