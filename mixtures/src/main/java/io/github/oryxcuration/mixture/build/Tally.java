package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one probe task found of one source.
 *
 * @param rows that passed
 * @param binRows the same by the first byte of their selection rank, 256 bins
 * @param binTokens their tokens likewise
 */
record Tally(long rows, List<Long> binRows, List<Long> binTokens, Map<Reason, Long> lost) {
  static final int BINS = 256;

  long tokens() {
    return binTokens.stream().mapToLong(Long::longValue).sum();
  }

  Tally plus(Tally other) {
    Map<Reason, Long> all = new EnumMap<>(Reason.class);
    all.putAll(lost);
    other.lost.forEach((reason, n) -> all.merge(reason, n, Long::sum));
    return new Tally(
        rows + other.rows, sum(binRows, other.binRows), sum(binTokens, other.binTokens), all);
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    return IntStream.range(0, BINS).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  /** Counts one source's rows while a task runs. */
  static final class Counter {
    private long rows;
    private final long[] binRows = new long[BINS];
    private final long[] binTokens = new long[BINS];
    private final Map<Reason, Long> lost = new EnumMap<>(Reason.class);

    void kept(byte[] rank, long tokens) {
      rows++;
      binRows[rank[0] & 0xff]++;
      binTokens[rank[0] & 0xff] += tokens;
    }

    void lost(Reason reason) {
      lost.merge(reason, 1L, Long::sum);
    }

    Tally tally() {
      return new Tally(rows, boxed(binRows), boxed(binTokens), lost);
    }

    private static List<Long> boxed(long[] values) {
      return java.util.Arrays.stream(values).boxed().toList();
    }
  }
}
