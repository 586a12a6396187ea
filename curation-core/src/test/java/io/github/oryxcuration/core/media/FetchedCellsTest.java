package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.parquet.ParquetCells.Cell;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.ShardWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a shard whose videos are large beside the bound. */
class FetchedCellsTest {
  private static final int ROWS = 64;
  private static final int FRAME_BYTES = 100_000;
  private static final int ROW_BYTES = 3 * FRAME_BYTES;
  private static final long BOUND = 4L * ROW_BYTES;

  @TempDir private Path folder;
  private String file = "";

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("s.parquet").toString();
    ShardSpec spec = new ShardSpec(1 << 30, 4 << 20, ShardSpec.Compression.NONE);
    try (ShardWriter writer = ShardWriter.create(file, spec)) {
      for (int row = 0; row < ROWS; row++) {
        writer.write(sample(row));
      }
      writer.commit();
    }
  }

  private static byte[] bytes(int row, int frame) {
    byte[] bytes = new byte[FRAME_BYTES];
    new Random(row * 3L + frame).nextBytes(bytes);
    return bytes;
  }

  private static Sample sample(int row) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      frames.add(Frame.picture(EncodedPicture.of(bytes(row, i)), i + ".jpg", i, 32, 32, "ab"));
    }
    return new Sample(
        "s/f@" + row,
        "s",
        "qa",
        Modality.VIDEO,
        List.of(Turn.human("<image>\nQ"), Turn.gpt("A")),
        frames,
        null,
        List.of(),
        new Budget(0, 0, 3, 0, 0, 0, true, 1, false),
        "",
        new Provenance(new Origin("f", "d", "0", ""), List.of(), List.of(), 7, "1"),
        Map.of());
  }

  private List<MediaRef> refs() {
    List<MediaRef> refs = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      refs.add(ref(row));
    }
    return refs;
  }

  private MediaRef.InCell ref(int row) {
    return new MediaRef.InCell(file, row, "images", MediaRef.InCell.ALL);
  }

  private void check(FetchedCells cells, List<MediaRef> refs) throws IOException {
    for (MediaRef ref : refs) {
      if (ref instanceof MediaRef.InCell cell) {
        List<Cell> found = cells.of(cell);
        assertThat(found).hasSize(3);
        for (int i = 0; i < 3; i++) {
          assertThat(found.get(i).bytes()).isEqualTo(bytes((int) cell.row(), i));
        }
        assertThat(cells.held()).isBetween((long) ROW_BYTES, BOUND + ROW_BYTES);
      }
    }
  }

  @Test
  void rowsInTheOrderOfTheFileComeInBoundedMemory() throws IOException {
    FetchedCells cells = new FetchedCells(BOUND);
    cells.want(refs());

    check(cells, refs());
    check(cells, refs());
  }

  @Test
  void rowsInAnyOtherOrderComeInBoundedMemory() throws IOException {
    List<MediaRef> refs = refs();
    Collections.shuffle(refs, new Random(4));
    FetchedCells cells = new FetchedCells(BOUND);
    cells.want(refs);

    check(cells, refs);
  }

  @Test
  void boundBelowOneRowHoldsOneRow() throws IOException {
    FetchedCells cells = new FetchedCells(1);
    cells.want(refs());
    for (int row = 0; row < ROWS; row++) {
      assertThat(cells.of(ref(row))).hasSize(3);
      assertThat(cells.held()).isEqualTo(ROW_BYTES);
    }
  }

  @Test
  void rowThatNobodyWantedIsAnErrorOfTheCaller() throws IOException {
    FetchedCells cells = new FetchedCells(BOUND);
    cells.want(List.of(ref(1)));

    assertThatThrownBy(() -> cells.of(ref(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 2 of " + file + " was not wanted");
  }
}
