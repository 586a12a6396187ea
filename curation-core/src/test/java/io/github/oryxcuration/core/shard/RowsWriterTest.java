package io.github.oryxcuration.core.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.shard.RowsWriter.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsWriterTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("id"), Column.word("source"), Column.number("n"), Column.bytes("content"));
  private static final List<String> NAMES = COLUMNS.stream().map(Column::name).toList();

  @TempDir Path folder;
  private String path;

  @BeforeEach
  void name() {
    path = folder.resolve("rows.parquet").toString();
  }

  private static Object[] row(int i, int words) {
    byte[] content = "x".repeat(i % 400).getBytes(UTF_8);
    return new Object[] {"é" + i, "word-" + i % words, (i - 5L) << 33, content};
  }

  private void write(int rows, int words) throws IOException {
    try (RowsWriter writer = new RowsWriter(path, COLUMNS)) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(i, words));
      }
      writer.commit();
    }
  }

  @Test
  void rowsComeBackAcrossPagesAndRowGroups() throws IOException {
    for (int words : new int[] {1, 2, 300, 70_000}) {
      int rows = 2 * RowsWriter.GROUP_ROWS + 7;
      write(rows, words);

      try (ParquetRows read = ParquetRows.open(path, NAMES)) {
        assertThat(read.rowCount()).isEqualTo(rows);
        assertThat(read.groups().stream().map(ParquetRows.Group::rows))
            .containsExactly(10_000L, 10_000L, 7L);
        for (int i = 0; i < rows; i++) {
          Map<String, ?> row = read.next();
          Object[] expected = row(i, words);
          assertThat(row.get("id")).isEqualTo(expected[0]);
          assertThat(row.get("source")).isEqualTo(expected[1]);
          assertThat(row.get("n")).isEqualTo(expected[2]);
          assertThat((byte[]) row.get("content")).isEqualTo((byte[]) expected[3]);
        }
      }
    }
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    write(20_000, 3);
    byte[] first = Files.readAllBytes(Path.of(path));
    write(20_000, 3);
    assertThat(Path.of(path)).hasBinaryContent(first);
  }

  @Test
  void fileWithoutRowsIsWhole() throws IOException {
    write(0, 1);
    try (ParquetRows read = ParquetRows.open(path, NAMES)) {
      assertThat(read.rowCount()).isZero();
      assertThat(read.columns()).containsExactlyInAnyOrderElementsOf(NAMES);
    }
  }

  @Test
  void rowThatDoesNotFillEachColumnOnceIsRefused() throws IOException {
    try (RowsWriter writer = new RowsWriter(path, COLUMNS)) {
      assertThatThrownBy(() -> writer.write("a", "b"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a row must have 4 values, but had 2");
      writer.text(0, "a");
      writer.text(1, "b");
      writer.number(2, 1);
      assertThatThrownBy(writer::endRow)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a row must have one value in each column, but 'content' has another number");
    }
    assertThat(Path.of(path)).doesNotExist();
  }

  @Test
  void valueOfAnotherKindIsRefused() throws IOException {
    try (RowsWriter writer = new RowsWriter(path, COLUMNS)) {
      assertThatThrownBy(() -> writer.number(0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("column 'id' holds values of kind TEXT");
      assertThatThrownBy(() -> writer.bytes(2, new byte[1], 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("column 'n' holds values of kind NUMBER");
    }
  }
}
