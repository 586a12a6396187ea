package io.github.oryxcuration.mixture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeedleCountsTest {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  private final NeedleCounts counts = new NeedleCounts();

  private void add(Needle needle) {
    Sample video = Samples.video("films", 1, 11, "What is shown?");
    counts.add(Samples.asNeedle(video, needle));
  }

  /** Ten bins, of which the given ones hold one needle each. */
  private static List<Long> bins(int... filled) {
    List<Integer> at = IntStream.of(filled).boxed().toList();
    return new ArrayList<>(TEN.stream().map(bin -> at.contains(bin) ? 1L : 0L).toList());
  }

  @Test
  void needleOfAnotherMakerCountsByItsTypeAndFirstPosition() {
    add(new Needle(List.of(0), "<idx>", "A.", "caption"));
    add(new Needle(List.of(10), "<idx>", "A.", "caption"));
    add(new Needle(List.of(3, 9), "<idx1> <idx2>", "A.", "diff"));

    assertThat(counts.rows())
        .containsExactly(
            new Summary.NeedleRow("caption", "up to 64", bins(0, 9)),
            new Summary.NeedleRow("diff", "up to 64", bins(3)));
  }

  @Test
  void insertedPictureIsATaskOfItsOwnAndDepthIsAsItsMakerSays() {
    String inserted = "{\"depth\":0.55,\"offer\":{\"task\":\"insert\"}}";
    add(new Needle(List.of(2), "<idx>", "A.", "caption", inserted));
    add(new Needle(List.of(2), "<idx>", "A.", "caption", "{}"));

    assertThat(counts.rows())
        .containsExactly(
            new Summary.NeedleRow("caption", "up to 64", bins(2)),
            new Summary.NeedleRow("insert", "up to 64", bins(5)));
  }

  @Test
  void sampleWithoutNeedleOrFramesIsNotCounted() {
    counts.add(Samples.video("films", 1, 4, "What is shown?"));
    counts.add(
        Samples.asNeedle(
            Samples.text("films", 1, "What?", "That."),
            new Needle(List.of(0), "<idx>", "A.", "caption")));

    assertThat(counts.rows()).isEmpty();
  }
}
