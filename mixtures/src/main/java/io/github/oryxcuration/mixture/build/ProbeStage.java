package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  record ReadSummary(List<ReadStage.Result> parts) {}

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
    String rows = layout.probed(task.bucket);
    String ranks = layout.ranks(task.bucket);
    List<String> sources = context.sources();
    Map<String, Tally.Counter> counters = new TreeMap<>();
    sources.forEach(s -> counters.put(s, new Tally.Counter()));
    try (RunReader candidates = RunReader.open(task.runs, task.bucket);
        LedgerWriter ledger = new LedgerWriter(layout.probeLedger(task.bucket));
        Prober prober = Prober.open(context.recipe(), layout.probeCache(task.bucket))) {
      Storage.commit(
          ranks,
          rankBytes ->
              Storage.commit(
                  rows,
                  rowBytes -> {
                    DataOutputStream rowOut = buffered(rowBytes);
                    DataOutputStream rankOut = buffered(rankBytes);
                    Sink sink = new Sink(sources, counters, ledger, rowOut, rankOut);
                    List<Candidate> batch = new ArrayList<>();
                    while (candidates.hasNext()) {
                      batch.add(Json.read(candidates.next().value(), Candidate.class));
                      if (batch.size() == BATCH || !candidates.hasNext()) {
                        prober.prefetch(batch);
                        for (Candidate candidate : batch) {
                          sink.take(candidate, prober);
                        }
                        batch.clear();
                      }
                    }
                    rowOut.flush();
                    rankOut.flush();
                  }));
      ledger.commit();
      prober.commit();
    }
    Map<String, Tally> tallies = new TreeMap<>();
    counters.forEach((source, counter) -> tallies.put(source, counter.tally()));
    return new Result(task.bucket, rows, ranks, tallies);
  }

  private static DataOutputStream buffered(java.io.OutputStream out) {
    return new DataOutputStream(new BufferedOutputStream(out, 1 << 18));
  }

  /** Where a bucket's rows end up: in the file of rows, or in the ledger. */
  private final class Sink {
    private final List<String> sources;
    private final Map<String, Tally.Counter> counters;
    private final LedgerWriter ledger;
    private final DataOutputStream rows;
    private final DataOutputStream ranks;
    private final long seed = context.recipe().seed();

    Sink(
        List<String> sources,
        Map<String, Tally.Counter> counters,
        LedgerWriter ledger,
        DataOutputStream rows,
        DataOutputStream ranks) {
      this.sources = sources;
      this.counters = counters;
      this.ledger = ledger;
      this.rows = rows;
      this.ranks = ranks;
    }

    void take(Candidate candidate, Prober prober) throws IOException {
      Tally.Counter counter =
          java.util.Objects.requireNonNull(counters.get(candidate.source()), candidate.source());
      Planned planned;
      try {
        planned = prober.plan(candidate);
      } catch (CurationException e) {
        counter.lost(e.reason());
        LedgerRow row = lost(candidate, candidate.id(), "probe", e);
        ledger.add(context.names(candidate.source()).of(row));
        return;
      }
      int source = sources.indexOf(candidate.source());
      byte[] rank = Rank.of(seed, Rank.SELECT, candidate.id());
      long tokens = planned.budget().totalTokens();
      counter.kept(rank, tokens);
      new ProbedRow(source, rank, tokens, planned.bytes(), candidate.id(), Json.bytes(planned))
          .write(rows);
      ranks.writeInt(source);
      ranks.write(rank);
      ranks.writeLong(tokens);
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
