package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the samples of one source as they are read, and keeps the first few to be shown. */
final class SourceTally {
  private static final int WORDS = 64;
  private static final int SIZES = 4096;
  private static final int SIZES_SHOWN = 5;
  private static final String OTHERS = "others";

  private final int cards;
  private final List<Shown> chosen = new ArrayList<>();
  private final List<Shown> alike = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final SortedMap<String, Long> licenses = new TreeMap<>();
  private final SortedMap<String, Long> tasks = new TreeMap<>();
  private final SortedMap<String, Long> modalities = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Histogram.Counter tokens = new Histogram.Counter();
  private final Histogram.Counter frames = new Histogram.Counter();
  private final Histogram.Counter sides = new Histogram.Counter();
  private final NeedleCounts needles = new NeedleCounts();
  private long rows;
  private long over;
  private boolean estimated;
  private double distortion = 1;

  /** A sample to be shown, and where its pictures are. */
  record Shown(String shard, long row, Sample sample) {}

  SourceTally(int cards) {
    this.cards = cards;
  }

  void add(String shard, long row, Sample sample) {
    rows++;
    count(licenses, sample.license().isEmpty() ? "not stated" : sample.license());
    count(tasks, sample.task());
    count(modalities, sample.modality().word());
    tokens.add(sample.budget().totalTokens());
    frames.add(sample.frames().size());
    over += sample.budget().over() ? 1 : 0;
    estimated |= sample.budget().textTokensEstimated();
    distortion = Math.max(distortion, sample.budget().distortion());
    for (Frame frame : sample.frames()) {
      sides.add(Math.max(frame.width(), frame.height()));
      String size = frame.width() + "×" + frame.height();
      if (sizes.size() < SIZES || sizes.containsKey(size)) {
        sizes.merge(size, 1L, Long::sum);
      }
    }
    needles.add(sample);
    choose(shard, row, sample);
  }

  /** The set is in a random order, so its first rows are a fair choice; none is shown twice. */
  private void choose(String shard, long row, Sample sample) {
    if (chosen.size() == cards) {
      return;
    }
    String looks =
        sample.frames().isEmpty()
            ? sample.conversations().toString()
            : sample.frames().get(0).sha256();
    if (seen.add(looks)) {
      chosen.add(new Shown(shard, row, sample));
    } else if (alike.size() < cards) {
      alike.add(new Shown(shard, row, sample));
    }
  }

  private static void count(Map<String, Long> counts, String word) {
    String key = counts.size() < WORDS || counts.containsKey(word) ? word : OTHERS;
    counts.merge(key, 1L, Long::sum);
  }

  /** Samples of different pictures, filled up with others where there are too few. */
  List<Shown> shown() {
    List<Shown> shown = new ArrayList<>(chosen);
    for (int i = 0; i < alike.size() && shown.size() < cards; i++) {
      shown.add(alike.get(i));
    }
    return shown;
  }

  boolean estimated() {
    return estimated;
  }

  Summary.Source summary(Account account, boolean byTokens) {
    List<Summary.SizeCount> frequent =
        sizes.entrySet().stream()
            .map(e -> new Summary.SizeCount(e.getKey(), e.getValue()))
            .sorted(
                Comparator.comparingLong(Summary.SizeCount::count)
                    .reversed()
                    .thenComparing(Summary.SizeCount::size))
            .limit(SIZES_SHOWN)
            .toList();
    return new Summary.Source(
        account.source(),
        account,
        account.equation(),
        account.balances(),
        account.asked(),
        byTokens ? account.tokens() : account.written(),
        rows,
        licenses,
        tasks,
        modalities,
        over,
        distortion,
        tokens.histogram(),
        frames.histogram(),
        sides.histogram(),
        frequent,
        needles.rows());
  }
}
