package io.github.oryxcuration.mixture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.mixture.report.Histogram.Bin;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static Histogram of(long... values) {
    Histogram.Counter counter = new Histogram.Counter();
    LongStream.of(values).forEach(counter::add);
    return counter.histogram();
  }

  @Test
  void nothingIsAnEmptyHistogram() {
    assertThat(of()).isEqualTo(new Histogram(0, 0, 0, 0, 0, 0, List.of()));
  }

  @Test
  void oneValueIsOneBar() {
    assertThat(of(448, 448))
        .isEqualTo(new Histogram(2, 448, 448, 448, 448, 448, List.of(new Bin(448, 448, 2))));
  }

  @Test
  void fewValuesHaveABarEach() {
    assertThat(of(0, 1, 1, 3))
        .isEqualTo(
            new Histogram(
                4,
                0,
                1,
                3,
                3,
                1.25,
                List.of(new Bin(0, 0, 1), new Bin(1, 1, 2), new Bin(2, 2, 0), new Bin(3, 3, 1))));
  }

  @Test
  void barsAreOfRoundWidthAndCountEverything() {
    Histogram histogram = of(LongStream.range(100, 1100).toArray());

    assertThat(histogram.bins()).hasSize(20);
    assertThat(histogram.bins().get(0)).isEqualTo(new Bin(100, 149, 50));
    assertThat(histogram.bins().get(19)).isEqualTo(new Bin(1050, 1099, 50));
    assertThat(histogram.median()).isEqualTo(599);
    assertThat(histogram.most95()).isEqualTo(1049);
  }

  @Test
  void longTailIsOneBar() {
    long[] values = LongStream.range(0, 1000).map(i -> i == 999 ? 1_000_000 : i % 50).toArray();
    Histogram histogram = of(values);

    assertThat(histogram.bins().get(histogram.bins().size() - 1).to()).isEqualTo(1_000_000);
    assertThat(histogram.bins().stream().filter(bin -> bin.count() > 0).count()).isGreaterThan(10);
    assertThat(histogram.bins().stream().mapToLong(Bin::count).sum()).isEqualTo(1000);
  }

  @Test
  void manyDistinctValuesAreCountedInBoundedMemory() {
    Histogram histogram = of(LongStream.range(0, 100_000).map(i -> i * 1_000_003L).toArray());

    assertThat(histogram.count()).isEqualTo(100_000);
    assertThat(histogram.bins().size()).isBetween(8, 25);
    assertThat(histogram.bins().stream().mapToLong(Bin::count).sum()).isEqualTo(100_000);
    assertThat((double) histogram.median()).isBetween(4.9e10, 5.1e10);
  }
}
