package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a batch; in halves where it does not fit, down to the sample that does not fit alone. */
final class BatchRun {
  private final SampleScorer scorer;

  BatchRun(SampleScorer scorer) {
    this.scorer = scorer;
  }

  /** A row per sample, in their order. */
  List<ScoredRow> run(List<Sample> samples) throws IOException {
    return run(samples, false);
  }

  private List<ScoredRow> run(List<Sample> samples, boolean split) throws IOException {
    try {
      return scorer.score(samples, split);
    } catch (BatchTooLargeException e) {
      if (samples.size() == 1) {
        return List.of(ScoredRow.failed(samples.get(0).id(), String.valueOf(e.getMessage())));
      }
      int middle = samples.size() / 2;
      List<ScoredRow> rows = new ArrayList<>(run(samples.subList(0, middle), true));
      rows.addAll(run(samples.subList(middle, samples.size()), true));
      return List.copyOf(rows);
    }
  }
}
