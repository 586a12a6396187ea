package io.github.oryxcuration.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.media.FramePick;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackedRowTest {
  private static final PackedRow.Head HEAD =
      new PackedRow.Head("s/a.json@7", "s", "/raw/a.json", "ab12");

  private static final List<MediaRef> EVERY_KIND =
      List.of(
          new MediaRef.InFile("/raw/ä.jpg"),
          new MediaRef.InFolder("/raw/frames"),
          new MediaRef.InTar("/raw/film.tar"),
          new MediaRef.InPatch("/raw/p", 1L << 40, List.of(1, 300, Integer.MAX_VALUE), true, false),
          new MediaRef.InPatch("/raw/p", 0, List.of(), false, true),
          new MediaRef.InCell("/raw/c.parquet", 12, "images", MediaRef.InCell.ALL),
          new MediaRef.InCell("/raw/c.parquet", 12, "images", 3),
          new MediaRef.Drawn("ocr", "{\"text\": \"字\"}"));

  private static final List<Turn> TURNS =
      List.of(
          Turn.human("<image>\nWhat? 😀"),
          Turn.gpt("A \u0000 \"street\"."),
          new Turn("someone", ""));

  private static Candidate candidate(
      Modality modality, List<MediaRef> media, List<Turn> turns, @Nullable Needle needle) {
    return carrying(modality, media, turns, needle, null);
  }

  private static Candidate carrying(
      Modality modality,
      List<MediaRef> media,
      List<Turn> turns,
      @Nullable Needle needle,
      @Nullable Carried carried) {
    return new Candidate(
        HEAD.id(),
        HEAD.source(),
        "qa",
        modality,
        media,
        turns,
        "CC0",
        needle,
        new Origin(HEAD.file(), HEAD.fileDigest(), "7", "row-7"),
        carried);
  }

  private static MediaProbe probe(int n) {
    return new MediaProbe(
        "/raw/" + n, "f".repeat(64), 1L << 33, "h264", 1920, 1080, 6, n, 29.97, -0.0, n % 2 == 0);
  }

  @Test
  void everyFieldComesBack() {
    Needle needle = new Needle(List.of(0, 4), "<idx1> and <idx2>?", "More light.", "diff");
    Budget earlier = new Budget(384, 128, 1, 96, 30, 126, false, 1, false);
    Carried carried =
        new Carried(
            List.of(new Carried.Place("a.jpg", 3, 1.5, 640, 480)),
            List.of(),
            Map.of("score", 0.25),
            earlier,
            new Provenance(
                new Origin("b.json", "cd34", "9", ""), List.of(), List.of("kept"), 5, "0.0.9"));
    Candidate candidate = carrying(Modality.VIDEO_LONG, EVERY_KIND, TURNS, needle, carried);
    Planned planned =
        new Planned(
            candidate,
            List.of(probe(1), probe(2)),
            List.of(new FramePick(0, 0), new FramePick(200, Double.NaN)),
            new Budget(384, 128, 64, 9000, 300, 9300, true, 1.69, true),
            123_456_789_012L,
            34_567L);

    byte[] packed = PackedRow.of(PackedRow.of(candidate), planned);

    assertThat(PackedRow.planned(HEAD, packed)).isEqualTo(planned);
    assertThat(PackedRow.candidate(HEAD, packed, 0, packed.length)).isEqualTo(candidate);
    assertThat(PackedRow.of(PackedRow.of(candidate), planned)).isEqualTo(packed);
  }

  @Test
  void rowOfTextAloneTakesLittleMoreThanItsText() {
    Candidate candidate =
        candidate(
            Modality.TEXT, List.of(), List.of(Turn.human("Why?"), Turn.gpt("Because.")), null);

    byte[] packed = PackedRow.of(candidate);

    assertThat(PackedRow.candidate(HEAD, packed, 0, packed.length)).isEqualTo(candidate);
    assertThat(packed).hasSize(1 + 3 + 4 + 2 + 6 + 1 + 1 + 6 + 10 + 1 + 1);
  }

  @Test
  void bytesAreFoundWithinALargerArray() {
    Candidate candidate = candidate(Modality.TEXT, List.of(), TURNS, null);
    byte[] packed = PackedRow.of(candidate);
    byte[] larger = new byte[packed.length + 20];
    Arrays.fill(larger, (byte) -1);
    System.arraycopy(packed, 0, larger, 7, packed.length);

    assertThat(PackedRow.candidate(HEAD, larger, 7, packed.length)).isEqualTo(candidate);
  }

  @Test
  void halfOfASurrogatePairIsRefusedAndNeverReplaced() {
    for (String half : List.of("\ud83d", "a\udc00?", "?\ud83dx")) {
      Candidate candidate =
          candidate(Modality.TEXT, List.of(), List.of(Turn.human(half), Turn.gpt("A.")), null);
      assertThatThrownBy(() -> PackedRow.of(candidate))
          .isInstanceOfSatisfying(
              CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ROW))
          .hasMessageContaining(
              "a text of the row has no UTF-8 form: it holds half of a surrogate pair");
    }
  }

  @Test
  void bytesCutAnywhereAreRefused() {
    byte[] packed = PackedRow.of(candidate(Modality.IMAGE, EVERY_KIND, TURNS, null));
    for (int length = 0; length < packed.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> PackedRow.candidate(HEAD, packed, 0, cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a packed row is damaged");
    }
  }
}
