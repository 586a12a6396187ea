package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One pass over the light columns of a set. Of large sets some shards are read, spread evenly: a
 * shard is a random part of the set.
 *
 * @param scores how those of the samples are spread, by name
 * @param samples that were read
 * @param unscored of them have no score at all
 * @param shards how many were read
 * @param unreadable rows that could not be read
 */
record SetScan(
    SortedMap<String, SourceTally> sources,
    SortedMap<String, ScoreCurve> scores,
    long samples,
    long unscored,
    int shards,
    long unreadable) {
  /** More shards are not read for a report. */
  static final int MOST_SHARDS = 50;

  /**
   * Reads the shards of a set, with the scores that lie beside it.
   *
   * @param cards samples of each source that are kept to be shown
   */
  static SetScan of(ScoredSet set, Manifest manifest, int cards, Progress progress)
      throws IOException {
    List<Manifest.Shard> chosen = spread(manifest.shards(), MOST_SHARDS);
    SortedMap<String, SourceTally> sources = new TreeMap<>();
    manifest.accounts().forEach(a -> sources.put(a.source(), new SourceTally(cards)));
    SortedMap<String, ScoreCurve> scores = new TreeMap<>();
    long samples = 0;
    long unscored = 0;
    long unreadable = 0;
    progress.stage("report", chosen.size());
    for (Manifest.Shard shard : chosen) {
      String path = set.shard(shard.file());
      try (JoinedRows rows = JoinedRows.open(set, shard.file())) {
        while (rows.hasNext()) {
          try {
            Sample sample = rows.next();
            samples++;
            unscored += sample.scores().isEmpty() ? 1 : 0;
            count(sample.scores(), scores);
            sources
                .computeIfAbsent(sample.source(), source -> new SourceTally(cards))
                .add(path, rows.rowNumber(), sample);
          } catch (CurationException e) {
            unreadable++;
          }
        }
      }
      progress.step(1);
    }
    progress.done();
    return new SetScan(sources, scores, samples, unscored, chosen.size(), unreadable);
  }

  private static void count(Map<String, Double> scores, SortedMap<String, ScoreCurve> curves) {
    scores.forEach(
        (name, value) -> {
          if (ScoreCurve.isChoice(name)) {
            curves
                .computeIfAbsent(name, n -> ScoreCurve.empty())
                .add(value, scores.get(ScoreCurve.LABEL));
          }
        });
  }

  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / most)));
    }
    return chosen;
  }
}
