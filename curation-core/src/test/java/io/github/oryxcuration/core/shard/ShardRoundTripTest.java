package io.github.oryxcuration.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.recipe.ShardSpec.Compression;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardRoundTripTest {
  @TempDir Path folder;

  private static final ShardSpec SPEC = new ShardSpec(500L << 20, 64L << 20, Compression.ZSTD);

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatIsWrittenIsReadBack(Compression compression) throws Exception {
    ShardSpec spec = new ShardSpec(1, 100_000, compression);
    List<Sample> samples = awkward(400, 7);

    ShardFile file = write("a.parquet", spec, samples);

    assertThat(read(file.path())).isEqualTo(samples);
    assertThat(file.rows()).isEqualTo(400);
    assertThat(file.bytes()).isEqualTo(Files.size(Path.of(file.path())));
    assertThat(file.sha256()).isEqualTo(sha256(file.path()));
    assertThat(ParquetRows.open(file.path(), List.of()).rowCount()).isEqualTo(400);
  }

  @Test
  void aLightReaderGivesEverythingButTheBytes() throws Exception {
    List<Sample> samples = awkward(50, 8);
    ShardFile file = write("a.parquet", SPEC, samples);

    List<Sample> light = new ArrayList<>();
    try (ShardReader reader = ShardReader.openLight(file.path())) {
      reader.forEachRemaining(light::add);
    }

    List<Sample> expected = new ArrayList<>();
    for (Sample sample : samples) {
      expected.add(
          sample.withFrames(
              sample.frames().stream()
                  .map(frame -> frame.withPicture(EncodedPicture.absent()))
                  .toList()));
    }
    assertThat(light).isEqualTo(expected);
    assertThatThrownBy(() -> write("b.parquet", SPEC, light))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lacks the bytes of a picture");
  }

  @Test
  void anEmptyShardCanBeReadBack() throws Exception {
    ShardFile file = write("a.parquet", SPEC, List.of());

    assertThat(read(file.path())).isEmpty();
  }

  @Test
  void equalSamplesGiveEqualBytes() throws Exception {
    ShardFile one = write("one.parquet", SPEC, awkward(300, 9));
    ShardFile two = write("two.parquet", SPEC, awkward(300, 9));

    assertThat(one.sha256()).isEqualTo(two.sha256());
    assertThat(Files.mismatch(Path.of(one.path()), Path.of(two.path()))).isEqualTo(-1);
  }

  @Test
  void chosenPicturesAreReadByTheirRows() throws Exception {
    List<Sample> samples = awkward(300, 10);
    ShardFile file = write("a.parquet", new ShardSpec(1, 300_000, Compression.SNAPPY), samples);
    TreeSet<Long> rows = new TreeSet<>(List.of(0L, 1L, 17L, 150L, 151L, 200L, 299L));

    TreeSet<Long> seen = new TreeSet<>();
    ParquetCells.read(
        file.path(),
        "images",
        rows,
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<ParquetCells.Cell> cells) {
            seen.add(row);
            List<Frame> frames = samples.get((int) row).frames();
            assertThat(cells).hasSameSizeAs(frames);
            for (int i = 0; i < cells.size(); i++) {
              assertThat(cells.get(i).bytes()).isEqualTo(frames.get(i).picture().bytes());
              assertThat(cells.get(i).path()).isEqualTo(frames.get(i).path());
            }
          }

          @Override
          public void lost(long row, CurationException why) {
            throw why;
          }
        });

    assertThat(seen).isEqualTo(rows);
  }

  @Test
  void textWithoutUtf8FormIsRefusedAndWritingGoesOn() throws Exception {
    Sample good = new SampleDraw(1).awkward(1);
    Sample bad =
        new Sample(
            "bad",
            good.source(),
            good.task(),
            good.modality(),
            List.of(Turn.human("half a pair: \ud83e")),
            good.frames(),
            good.needle(),
            good.marks(),
            good.budget(),
            good.license(),
            good.provenance(),
            good.scores());
    String path = folder.resolve("a.parquet").toString();

    try (ShardWriter writer = ShardWriter.create(path, SPEC)) {
      writer.write(good);
      assertThatThrownBy(() -> writer.write(bad))
          .isInstanceOfSatisfying(
              CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ROW))
          .hasMessage("sample bad has text with half a surrogate pair, which has no UTF-8 form");
      writer.write(good);
      writer.commit();
    }

    assertThat(read(path)).containsExactly(good, good);
  }

  @Test
  void anAbandonedWriterLeavesNothing() throws Exception {
    String path = folder.resolve("a.parquet").toString();

    try (ShardWriter writer = ShardWriter.create(path, SPEC)) {
      writer.write(new SampleDraw(1).ofBytes(1, 1 << 20));
      assertThat(folder.toFile().list()).hasSize(1);
    }

    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aFileOfAnotherSchemaIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("x.parquet"), "not Parquet at all");

    assertThatThrownBy(() -> ShardReader.open(text.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not end in PAR1");
  }

  private static List<Sample> awkward(int count, long seed) {
    SampleDraw draw = new SampleDraw(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(draw.awkward(i));
    }
    return samples;
  }

  private ShardFile write(String name, ShardSpec spec, List<Sample> samples) throws IOException {
    try (ShardWriter writer = ShardWriter.create(folder.resolve(name).toString(), spec)) {
      for (Sample sample : samples) {
        writer.write(sample);
      }
      return writer.commit();
    }
  }

  private static List<Sample> read(String path) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (ShardReader reader = ShardReader.open(path)) {
      reader.forEachRemaining(samples::add);
    }
    return samples;
  }

  private static String sha256(String path) throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of(path));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
