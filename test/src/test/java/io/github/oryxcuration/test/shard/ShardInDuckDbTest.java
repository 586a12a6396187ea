package io.github.oryxcuration.test.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.SampleDraw;
import io.github.oryxcuration.core.shard.ShardSchema;
import io.github.oryxcuration.core.shard.ShardWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard as DuckDB reads it: a reader that shares no code with the writer. */
class ShardInDuckDbTest {
  @TempDir Path folder;

  private final List<Sample> samples = new ArrayList<>();
  private String shard = "";
  private DuckDb duck;

  @BeforeEach
  void write() throws Exception {
    duck = new DuckDb();
    shard = folder.resolve("train-00000-of-00001.parquet").toString();
    SampleDraw draw = new SampleDraw(3);
    try (ShardWriter writer =
        ShardWriter.create(shard, new ShardSpec(1, 200_000, ShardSpec.Compression.ZSTD))) {
      for (int i = 0; i < 400; i++) {
        samples.add(draw.awkward(i));
        writer.write(samples.get(i));
      }
      writer.commit();
    }
  }

  @AfterEach
  void close() throws Exception {
    duck.close();
  }

  @Test
  void everyFieldIsOptionalAndListsHaveThreeLevels() throws Exception {
    List<String> odd =
        duck.rows(
            """
            SELECT name, repetition_type FROM parquet_schema('%s')
            WHERE name <> 'schema' AND repetition_type <> 'OPTIONAL'
              AND NOT (name = 'list' AND repetition_type = 'REPEATED' AND num_children = 1)
            """
                .formatted(shard));
    assertThat(odd).isEmpty();

    assertThat(
            duck.rows(
                """
                SELECT name, type, converted_type, num_children
                FROM parquet_schema('%s') OFFSET (SELECT count(*) - 5 FROM parquet_schema('%s'))
                """
                    .formatted(shard, shard)))
        .containsExactly(
            "images|null|LIST|1",
            "list|null|null|1",
            "element|null|null|2",
            "bytes|BYTE_ARRAY|null|null",
            "path|BYTE_ARRAY|UTF8|null");
  }

  @Test
  void theFooterHoldsTheTypesForDatasets() throws Exception {
    assertThat(
            duck.rows(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s') ORDER BY 1"
                    .formatted(shard)))
        .containsExactly(
            "huggingface|" + ShardSchema.metadata().get("huggingface"), "oryx.schema|1");
    assertThat(ShardSchema.metadata().get("huggingface"))
        .startsWith("{\"info\":{\"features\":{\"id\":{\"dtype\":\"string\",\"_type\":\"Value\"},")
        .contains(
            "\"conversations\":[{\"from\":{\"dtype\":\"string\",\"_type\":\"Value\"},"
                + "\"value\":{\"dtype\":\"string\",\"_type\":\"Value\"}}]")
        .endsWith("\"images\":[{\"_type\":\"Image\"}]}}}");
  }

  @Test
  void picturesArePlainAndBareAndTextIsCompressed() throws Exception {
    assertThat(
            duck.rows(
                """
                SELECT DISTINCT compression, encodings, stats_min_value, stats_max_value, stats_null_count,
                  dictionary_page_offset
                FROM parquet_metadata('%s') WHERE path_in_schema = 'images, list, element, bytes'
                """
                    .formatted(shard)))
        .containsExactly("UNCOMPRESSED|PLAIN, RLE|null|null|null|null");
    assertThat(
            duck.rows(
                """
                SELECT DISTINCT compression FROM parquet_metadata('%s')
                WHERE path_in_schema <> 'images, list, element, bytes'
                """
                    .formatted(shard)))
        .containsExactly("ZSTD");
    assertThat(
            duck.rows(
                """
                SELECT path_in_schema FROM parquet_metadata('%s')
                WHERE row_group_id = 0 AND stats_min_value IS NOT NULL
                """
                    .formatted(shard)))
        .containsExactly("id", "source", "task", "modality", "budget, total_tokens");
  }

  @Test
  void rowsComeOutInOrderAndPicturesUnchanged() throws Exception {
    List<String> expected = new ArrayList<>();
    for (Sample sample : samples) {
      expected.add(
          "%s|%b|%d|%s"
              .formatted(
                  sample.id(),
                  sample.needle() == null,
                  sample.conversations().size(),
                  digests(sample)));
    }

    assertThat(
            duck.rows(
                """
                SELECT id, answer IS NULL, len(conversations),
                  coalesce(array_to_string(list_transform(images, lambda i: sha256(i.bytes)), ','), '')
                FROM '%s'
                """
                    .formatted(shard)))
        .isEqualTo(expected);
  }

  private static String digests(Sample sample) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    List<String> digests = new ArrayList<>();
    for (Frame frame : sample.frames()) {
      digests.add(HexFormat.of().formatHex(sha256.digest(frame.picture().bytes())));
    }
    return String.join(",", digests);
  }

  @Test
  void aRowGroupIsClosedBeforeItPassesItsBytes() throws Exception {
    String big = folder.resolve("big.parquet").toString();
    writeBig(big, 30, 1_000_000, 8_000_000);

    assertThat(
            duck.rows(
                """
                SELECT row_group_num_rows, count(*) FROM (
                  SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('%s'))
                GROUP BY ALL ORDER BY ALL
                """
                    .formatted(big)))
        .containsExactly("2|1", "7|4");
  }

  @Test
  void aRowLargerThanARowGroupHasOneOfItsOwn() throws Exception {
    String big = folder.resolve("big.parquet").toString();
    writeBig(big, 3, 10_000_000, 8_000_000);

    assertThat(
            duck.rows(
                "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('%s') ORDER BY ALL"
                    .formatted(big)))
        .containsExactly("0|1", "1|1", "2|1");
  }

  private static void writeBig(String path, int rows, int bytes, long groupBytes)
      throws IOException {
    SampleDraw draw = new SampleDraw(4);
    try (ShardWriter writer =
        ShardWriter.create(path, new ShardSpec(1, groupBytes, ShardSpec.Compression.SNAPPY))) {
      for (int i = 0; i < rows; i++) {
        writer.write(draw.ofBytes(i, bytes));
      }
      writer.commit();
    }
  }
}
