package io.github.oryxcuration.test.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.shard.RowsWriter;
import io.github.oryxcuration.core.shard.RowsWriter.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Light rows, such as those of a plan, as readers see them that share no code with the writer. */
class PlanPagesTest {
  private static final int ROWS = 25_000;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("part-00000.parquet");
    List<Column> columns =
        List.of(
            Column.bytes("rank"),
            Column.text("id"),
            Column.word("source"),
            Column.word("file"),
            Column.number("n"));
    try (RowsWriter writer = new RowsWriter(file.toString(), columns)) {
      for (int i = 0; i < ROWS; i++) {
        String id = "é" + i;
        writer.write(id.getBytes(UTF_8), id, "one", "file-" + i % 300, -7L * i);
      }
      writer.commit();
    }
  }

  private static void check(Path file) throws Exception {
    try (DuckDb duck = new DuckDb()) {
      assertThat(
              duck.rows(
                  """
                  SELECT count(*), min(source), max(source), count(DISTINCT id), sum(n),
                    count(*) FILTER (encode(id) = rank), count(DISTINCT file),
                    count(*) FILTER (file = 'file-' || (-n / 7)::BIGINT %% 300)
                  FROM read_parquet('%s')
                  """
                      .formatted(file)))
          .containsExactly(
              "25000|one|one|25000|" + -7L * ROWS * (ROWS - 1) / 2 + "|25000|300|25000");
    }
  }

  @Test
  void duckDbReadsThem() throws Exception {
    check(file);
  }

  @Test
  void arrowReadsThem() throws Exception {
    Path copy = folder.resolve("copy");
    ArrowCopy.parquet(file, copy);
    try (Stream<Path> files = Files.list(copy)) {
      check(files.findFirst().orElseThrow());
    }
  }
}
