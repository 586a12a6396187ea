package io.github.oryxcuration.test.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DuckDB and Arrow C++ write, as the readers of sources see it. */
class ForeignParquetTest {
  @TempDir Path folder;

  /** Row i: i % 4 pictures, the last of which is null, in a list that is null where i % 5 is 4. */
  private static final String TABLE =
      """
      SELECT i AS id, 'row ' || i AS name, i / 4 AS part, i %% 2 = 0 AS even, NULL::VARCHAR AS none,
        CASE WHEN i %% 5 < 4 THEN list_transform(range(i %% 4), lambda k:
          CASE WHEN k < 2 THEN {'bytes': encode(repeat('b' || i || k, 1 + i %% 200 * 10)), 'path': k || '.jpg'}
          END) END AS images,
        {'bytes': encode('one ' || i), 'path': NULL::VARCHAR} AS image,
        [{'user': 'naïve ' || i, 'tags': ['x', NULL, 'y']}, NULL] AS texts
      FROM range(%d) t(i)
      """;

  @ParameterizedTest
  @CsvSource({
    "SNAPPY, V1",
    "ZSTD, V1",
    "GZIP, V1",
    "UNCOMPRESSED, V1",
    "SNAPPY, V2",
    "ZSTD, V2",
    "GZIP, V2",
    "UNCOMPRESSED, V2"
  })
  void whatDuckDbWritesIsRead(String codec, String version) throws Exception {
    String path = folder.resolve("d.parquet").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run(
          "COPY (%s) TO '%s' (FORMAT parquet, CODEC '%s', PARQUET_VERSION '%s', ROW_GROUP_SIZE 2048)"
              .formatted(TABLE.formatted(2500), path, codec, version));
    }

    checkRows(path, 2500);
    checkCells(path, "images", 2500);
    checkCells(path, "image", 2500);
  }

  @Test
  void whatArrowWritesIsRead() throws Exception {
    String path = folder.resolve("d.parquet").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run("COPY (%s) TO '%s' (FORMAT parquet)".formatted(TABLE.formatted(1500), path));
    }
    Path copy = folder.resolve("arrow");
    ArrowCopy.parquet(Path.of(path), copy);
    List<Path> files;
    try (Stream<Path> list = Files.list(copy)) {
      files = list.toList();
    }

    assertThat(files).hasSize(1);
    checkRows(files.get(0).toString(), 1500);
    checkCells(files.get(0).toString(), "images", 1500);
  }

  private static void checkRows(String path, int count) throws IOException {
    try (ParquetRows rows =
        ParquetRows.open(
            path,
            List.of("id", "name", "part", "even", "none", "images", "image", "texts", "absent"))) {
      assertThat(rows.rowCount()).isEqualTo(count);
      assertThat(rows.columns())
          .containsExactly(
              "id",
              "name",
              "part",
              "even",
              "none",
              "images.bytes",
              "images.path",
              "image.bytes",
              "image.path",
              "texts.user",
              "texts.tags");
      for (int i = 0; i < count; i++) {
        Map<String, @Nullable Object> row = rows.next();
        assertThat(rows.rowNumber()).isEqualTo(i);
        assertThat(row).isEqualTo(expected(i));
      }
      assertThat(rows.hasNext()).isFalse();
    }
  }

  private static Map<String, @Nullable Object> expected(int i) {
    Map<String, @Nullable Object> row = new java.util.HashMap<>();
    row.put("id", (long) i);
    row.put("name", "row " + i);
    row.put("part", i / 4.0);
    row.put("even", i % 2 == 0);
    row.put("none", null);
    List<@Nullable Object> images = new ArrayList<>();
    for (int k = 0; k < i % 4; k++) {
      images.add(k < 2 ? Map.of("path", k + ".jpg") : null);
    }
    row.put("images", i % 5 < 4 ? images : null);
    Map<String, @Nullable Object> image = new java.util.HashMap<>();
    image.put("path", null);
    row.put("image", image);
    row.put(
        "texts",
        Arrays.asList(Map.of("user", "naïve " + i, "tags", Arrays.asList("x", null, "y")), null));
    return row;
  }

  private static void checkCells(String path, String column, int count) throws IOException {
    SortedSet<Long> rows = new TreeSet<>();
    for (long row = 0; row < count; row = row * 2 + 3) {
      rows.add(row);
    }
    rows.add(count - 1L);
    List<Long> seen = new ArrayList<>();
    ParquetCells.read(
        path,
        column,
        rows,
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<ParquetCells.Cell> cells) {
            seen.add(row);
            assertThat(cells.stream().map(ForeignParquetTest::text).toList())
                .isEqualTo(cellsOf(column, (int) row));
          }

          @Override
          public void lost(long row, CurationException why) {
            throw why;
          }
        });
    assertThat(seen).containsExactlyElementsOf(rows);
  }

  private static List<String> cellsOf(String column, int i) {
    if (column.equals("image")) {
      return List.of("null one " + i);
    }
    List<String> cells = new ArrayList<>();
    for (int k = 0; i % 5 < 4 && k < i % 4; k++) {
      cells.add(k < 2 ? k + ".jpg " + ("b" + i + k).repeat(1 + i % 200 * 10) : "null null");
    }
    return cells;
  }

  private static String text(ParquetCells.Cell cell) {
    byte[] bytes = cell.bytes();
    return cell.path() + " " + (bytes == null ? null : new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void mapsAndListsOfListsAreRead() throws Exception {
    String path = folder.resolve("d.parquet").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run(
          """
          COPY (SELECT MAP {'k': i} AS pairs, [[i], [], NULL, [i, NULL]] AS deep
                FROM range(3) t(i)) TO '%s'
          """
              .formatted(path));
    }

    try (ParquetRows rows = ParquetRows.open(path, List.of("pairs", "deep"))) {
      for (long i = 0; i < 3; i++) {
        Map<String, @Nullable Object> row = rows.next();
        assertThat(row.get("pairs")).isEqualTo(List.of(Map.of("key", "k", "value", i)));
        assertThat(row.get("deep"))
            .isEqualTo(Arrays.asList(List.of(i), List.of(), null, Arrays.asList(i, null)));
      }
    }
  }

  @Test
  void textThatIsNotUtf8CostsItsRowAlone() throws Exception {
    String path = folder.resolve("bad.parquet").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run(
          "COPY (SELECT 'text-' || i AS t FROM range(10) r(i)) TO '%s' (CODEC 'UNCOMPRESSED')"
              .formatted(path));
    }
    byte[] bytes = Files.readAllBytes(Path.of(path));
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("text-3");
    bytes[at + 4] = (byte) 0xFF;
    Files.write(Path.of(path), bytes);

    List<String> seen = new ArrayList<>();
    try (ParquetRows rows = ParquetRows.open(path, List.of("t"))) {
      while (rows.hasNext()) {
        try {
          seen.add(String.valueOf(rows.next().get("t")));
        } catch (CurationException e) {
          seen.add(e.explanation().replace(path, "FILE"));
        }
      }
    }

    assertThat(seen)
        .containsExactly(
            "text-0",
            "text-1",
            "text-2",
            "row 3 of FILE: column t holds text that is not UTF-8",
            "text-4",
            "text-5",
            "text-6",
            "text-7",
            "text-8",
            "text-9");
  }

  @Test
  void theFooterDigestIsThatOfLengthAndFooter() throws Exception {
    String path = folder.resolve("d.parquet").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run("COPY (SELECT 1 AS one) TO '%s'".formatted(path));
    }
    byte[] bytes = Files.readAllBytes(Path.of(path));
    java.nio.ByteBuffer file =
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int footer = file.getInt(bytes.length - 8);
    var sha256 = java.security.MessageDigest.getInstance("SHA-256");
    sha256.update(java.nio.ByteBuffer.allocate(8).putLong(0, bytes.length));
    sha256.update(bytes, bytes.length - 8 - footer, footer);

    assertThat(ParquetRows.footerDigest(path))
        .isEqualTo("footer:" + HexFormat.of().formatHex(sha256.digest()));
  }

  @Test
  void theSharedSourcesAreRead() throws Exception {
    Path sources = Path.of(System.getProperty("shared.dir", "../shared")).resolve("data/sources");
    assumeThat(sources).as("no shared sources: Cauldron, LLaVA-NeXT, CinePile unread").exists();

    assertThat(first(sources, "cauldron/ai2d_mini/train-00000-of-00001-abc.parquet", "texts"))
        .asString()
        .startsWith("[{user=Question: ");
    assertThat(first(sources, "llava-next/train-00000-of-00001.parquet", "conversations"))
        .asString()
        .startsWith("[{from=human, value=");
    assertThat(first(sources, "cinepile/train-00000-of-00001.parquet", "choices"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(5);

    List<Integer> sizes = new ArrayList<>();
    ParquetCells.read(
        sources.resolve("cauldron/ai2d_mini/train-00000-of-00001-abc.parquet").toString(),
        "images",
        new TreeSet<>(List.of(0L, 1L, 2L)),
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<ParquetCells.Cell> cells) {
            cells.forEach(cell -> sizes.add(cell.bytes() == null ? -1 : cell.bytes().length));
          }

          @Override
          public void lost(long row, CurationException why) {
            throw why;
          }
        });
    assertThat(sizes).isNotEmpty().allMatch(size -> size > 1000);
  }

  private static @Nullable Object first(Path sources, String file, String column)
      throws IOException {
    String path = sources.resolve(file).toAbsolutePath().toString();
    try (ParquetRows rows = ParquetRows.open(path, List.of(column))) {
      return rows.next().get(column);
    }
  }
}
