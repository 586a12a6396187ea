package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Candidates of one bucket → probed rows, their ranks, and the ledger of those that failed. */
final class ProbeStage implements Stage<ReadStage.Result, ProbeStage.Task, ProbeStage.Result> {
  private static final long serialVersionUID = 1L;

  /** Rows whose embedded media are fetched together. */
  private static final int BATCH = 64;

  record Task(int bucket, List<String> runs) {}

  /**
   * @param rows the file of probed rows
   * @param ranks the file of their ranks and tokens alone
   * @param sources by name
   */
  record Result(int bucket, String rows, String ranks, Map<String, Tally> sources) {}

  /** What the read stage found, kept for the balance. */
  record ReadSummary(List<ReadStage.Result> parts) {
    static ReadSummary of(BuildContext context) throws IOException {
      return Json.read(Storage.readAll(context.layout().readSummary()), ReadSummary.class);
    }

    /** What was probed where it was read. */
    List<Result> probed() {
      return parts.stream().map(ReadStage.Result::probed).toList();
    }
  }

  private final BuildContext context;

  ProbeStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Class<ReadStage.Result> previousType() {
    return ReadStage.Result.class;
  }

  @Override
  public Class<Task> taskType() {
    return Task.class;
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Task> cut(List<ReadStage.Result> parts) throws IOException {
    Storage.commitText(context.layout().readSummary(), Json.write(new ReadSummary(parts)));
    List<String> runs = parts.stream().map(ReadStage.Result::run).toList();
    int buckets = parts.isEmpty() ? 0 : parts.get(0).buckets();
    List<Task> tasks = new ArrayList<>();
    for (int b = 0; b < buckets; b++) {
      tasks.add(new Task(b, runs));
    }
    return tasks;
  }

  @Override
  public Result run(Task task) throws IOException {
    Layout layout = context.layout();
    Result result;
    try (RunReader candidates = RunReader.open(task.runs, task.bucket);
        LedgerWriter ledger = new LedgerWriter(layout.probeLedger(task.bucket));
        ProbedRows rows = new ProbedRows(context, task.bucket, ledger)) {
      if (candidates.hasNext()) {
        try (Prober prober = Prober.open(context.recipe(), layout.probeCache(task.bucket))) {
          probe(candidates, prober, rows);
          prober.commit();
        }
      }
      result = rows.commit();
      ledger.commit();
    }
    return result;
  }

  private void probe(RunReader candidates, Prober prober, ProbedRows rows) throws IOException {
    List<CandidateRow> batch = new ArrayList<>();
    while (candidates.hasNext()) {
      batch.add(CandidateRow.of(candidates.next().value()));
      if (batch.size() == BATCH || !candidates.hasNext()) {
        List<Candidate> parsed = batch.stream().map(row -> row.candidate(context)).toList();
        prober.prefetch(parsed);
        for (int i = 0; i < batch.size(); i++) {
          CandidateRow row = batch.get(i);
          rows.take(parsed.get(i), row.part(), row.packed(), prober::plan);
        }
        batch.clear();
      }
    }
  }

  /** The ledger's row of a candidate that a stage stopped. */
  static LedgerRow lost(Candidate candidate, String id, String stage, CurationException e) {
    Origin origin = candidate.origin();
    return new LedgerRow(
        candidate.source(),
        id,
        origin.originId(),
        origin.file(),
        origin.position(),
        stage,
        e.reason(),
        e.explanation());
  }
}
