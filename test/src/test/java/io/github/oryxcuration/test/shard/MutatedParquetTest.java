package io.github.oryxcuration.test.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.shard.SampleDraw;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.shard.ShardWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged Parquet: no crash, no hang, no row unaccounted for. More by -Dmutations=10000. */
class MutatedParquetTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 400);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int ROWS = 200;

  @TempDir Path folder;

  private int unreadable;
  private int damaged;
  private int whole;

  @Test
  void everyRowOfADamagedFileIsReadOrLost() throws Exception {
    List<Path> seeds = seeds();
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = Files.readAllBytes(seeds.get(i % seeds.size()));
      String path =
          Files.write(folder.resolve("mutated.parquet"), mutate(bytes, random)).toString();
      assertTimeoutPreemptively(LONGEST, () -> read(path), "mutation " + i);
    }

    // All three must happen, or the mutations are too tame or too wild to show anything.
    assertThat(List.of(unreadable, damaged, whole)).allMatch(count -> count > MUTATIONS / 100);
  }

  private List<Path> seeds() throws Exception {
    List<Path> seeds = new ArrayList<>();
    try (DuckDb duck = new DuckDb()) {
      for (String options :
          List.of(
              "CODEC 'SNAPPY'",
              "CODEC 'ZSTD', PARQUET_VERSION 'V2'",
              "CODEC 'GZIP', DICTIONARY_SIZE_LIMIT 0",
              "CODEC 'UNCOMPRESSED', PARQUET_VERSION 'V2'")) {
        Path seed = folder.resolve(seeds.size() + ".parquet");
        duck.run(
            """
            COPY (SELECT i AS id, 'name ' || i %% 7 AS name, i / 3 AS part,
                list_transform(range(i %% 3), lambda k: {'bytes': encode(repeat('b' || i, 40)),
                  'path': 'p' || i || k}) AS images,
                [{'user': 'u' || i}, NULL] AS texts
              FROM range(%d) t(i)) TO '%s' (FORMAT parquet, %s)
            """
                .formatted(ROWS, seed, options));
        seeds.add(seed);
      }
    }
    ArrowCopy.parquet(seeds.get(0), folder.resolve("arrow"));
    try (var files = Files.list(folder.resolve("arrow"))) {
      seeds.addAll(files.toList());
    }
    seeds.add(shard());
    return seeds;
  }

  private Path shard() throws IOException {
    Path shard = folder.resolve("shard.parquet");
    SampleDraw draw = new SampleDraw(6);
    try (ShardWriter writer =
        ShardWriter.create(
            shard.toString(), new ShardSpec(1, 50_000, ShardSpec.Compression.ZSTD))) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(i % 20 == 0 ? draw.awkward(i) : draw.text(i));
      }
      writer.commit();
    }
    return shard;
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8) + 8;
    // Half of the faults hit the footer, which is small but steers everything.
    int from = random.nextBoolean() ? 0 : bytes.length - footer;
    int at = random.nextInt(from, bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> java.util.Arrays.fill(bytes, at, at + length, (byte) 0xFF);
      case 2 -> java.util.Arrays.fill(bytes, at, at + length, (byte) 0);
      case 3 -> System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
      case 4 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
      default -> {
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, at) : flip(bytes, random);
      }
    }
    return bytes;
  }

  /** One bit of a random byte in ten, of a short stretch. */
  private static byte[] flip(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    for (int i = at; i < Math.min(bytes.length, at + 50); i += 10) {
      bytes[i] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private void read(String path) throws IOException {
    long lost;
    try (ParquetRows rows =
        ParquetRows.open(path, List.of("id", "name", "part", "images", "texts", "frames"))) {
      lost = count(rows, rows.rowCount());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(path);
      unreadable++;
      return;
    }
    if (lost > 0) {
      damaged++;
    } else {
      whole++;
    }
    cells(path);
    try (ShardReader samples = ShardReader.open(path)) {
      count(samples, samples.rowCount());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(path);
    }
  }

  /** How many rows are refused. */
  private static long count(Iterator<?> rows, long expected) {
    long seen = 0;
    long lost = 0;
    while (rows.hasNext()) {
      seen++;
      try {
        rows.next();
      } catch (CurationException e) {
        assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ROW);
        lost++;
      }
    }
    assertThat(seen).isEqualTo(expected);
    return lost;
  }

  private static void cells(String path) throws IOException {
    TreeSet<Long> wanted = new TreeSet<>(List.of(0L, 1L, 50L, 51L, 150L, 199L));
    List<Long> seen = new ArrayList<>();
    try {
      ParquetCells.read(
          path,
          "images",
          wanted,
          new ParquetCells.Receiver() {
            @Override
            public void accept(long row, List<ParquetCells.Cell> cells) {
              seen.add(row);
            }

            @Override
            public void lost(long row, CurationException why) {
              assertThat(why.reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
              seen.add(row);
            }
          });
    } catch (IllegalArgumentException e) {
      return; // the damage made rows or the column vanish from the footer
    }
    assertThat(seen).containsExactlyElementsOf(wanted);
  }
}
