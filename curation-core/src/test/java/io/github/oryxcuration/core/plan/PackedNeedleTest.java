package io.github.oryxcuration.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Turn;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedNeedleTest {
  private static final MediaRef.Picked FRAMES =
      new MediaRef.Picked(new MediaRef.InTar("/films/tt1.tar"), List.of(0L, 1L, 130L, 1_000_000L));

  static List<MediaRef> media() {
    return List.of(
        FRAMES,
        new MediaRef.Inserted(FRAMES, new MediaRef.InFile("/pictures/a.png"), "0f".repeat(32), 3),
        new MediaRef.Inserted(
            FRAMES,
            new MediaRef.Picked(new MediaRef.InFile("/films/b.mp4"), List.of(70_000L)),
            "0e".repeat(32),
            0),
        new MediaRef.Inserted(
            FRAMES, new MediaRef.InCell("/set/a.parquet", 7, "images", 0), "0d".repeat(32), 1));
  }

  @ParameterizedTest
  @MethodSource("media")
  void needleInPickedFramesComesBackWhole(MediaRef medium) {
    Candidate row =
        new Candidate(
            "films/tt1@diff-0-2",
            "films",
            "needle-diff",
            Modality.VIDEO_LONG,
            List.of(medium),
            List.of(Turn.human("<image>\nQ <idx1> <idx2>"), Turn.gpt("A")),
            "",
            new Needle(List.of(0, 2), "Q <idx1> <idx2>", "A", "diff", "{\"film\":\"tt1\"}"),
            new Origin("made:needles/tt1", "digest", "diff-0-2", "tt1"));

    PackedRow.Head head =
        new PackedRow.Head(row.id(), row.source(), row.origin().file(), row.origin().fileDigest());

    byte[] packed = PackedRow.of(row);

    assertThat(PackedRow.candidate(head, packed, 0, packed.length)).isEqualTo(row);
  }
}
