package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.Toolkit;
import io.github.oryxcuration.mixture.scored.ScoreFile;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One shard → the file of its scores, batch by planned batch; none that is done is repeated. */
final class ScoreStage implements Stage<ScoreStage.Result, ScoreStage.Task, ScoreStage.Result> {
  private static final long serialVersionUID = 1L;

  record Task(int number, int shards, String file) {}

  /** Samples of one source. */
  record Part(long read, long scored, long failed) {
    Part plus(Part more) {
      return new Part(read + more.read, scored + more.scored, failed + more.failed);
    }
  }

  record Result(String file, Map<String, Part> sources) {}

  private final ScoredSet set;
  private final ScoringModel model;
  private final ScoreOptions options;

  ScoreStage(ScoredSet set, ScoringModel model, ScoreOptions options) {
    this.set = set;
    this.model = model;
    this.options = options;
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Class<Result> previousType() {
    return Result.class;
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
  public List<Task> cut(List<Result> previous) throws IOException {
    List<Task> tasks = new ArrayList<>();
    List<Manifest.Shard> shards = set.manifest().shards();
    for (Manifest.Shard shard : shards) {
      tasks.add(new Task(tasks.size(), shards.size(), shard.file()));
    }
    return tasks;
  }

  @Override
  public String marker(int number, Task task) {
    return "manifest/" + stem(task.file) + ".json";
  }

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  @Override
  public boolean stillThere(Result result) {
    return Storage.exists(set.scoreFile(result.file));
  }

  @Override
  public Result run(Task task) throws IOException {
    try {
      return score(task);
    } catch (CurationException e) {
      throw new IOException(
          task.file + " cannot be read; run 'validate' on the set: " + e.explanation(), e);
    }
  }

  private Result score(Task task) throws IOException {
    ShardPlan plan = ShardPlan.of(set.shard(task.file), options);
    String stem = stem(task.file);
    BatchFiles done =
        new BatchFiles(
            Storage.child(set.scores(), "work/" + stem),
            Digest.hex(
                String.join(
                    "\n",
                    Toolkit.VERSION,
                    model.identity(),
                    options.toString(),
                    set.manifest().fingerprint())));
    List<ScoredRow> rows;
    String calls = Storage.child(set.scores(), "calls");
    try (Answerer answerer = model.open(calls, stem, task.shards)) {
      SampleScorer scorer = new SampleScorer(answerer, options, plan.consensus());
      rows = run(task.file, plan.batches(), new BatchRun(scorer), done);
    }
    Result result = write(task, rows);
    done.delete();
    return result;
  }

  /** The rows of the shard, in its order; of batches that are done, as they were found. */
  private List<ScoredRow> run(
      String file, List<BatchPlanner.Batch> batches, BatchRun runner, BatchFiles done)
      throws IOException {
    Map<Integer, ScoredRow> rows = new TreeMap<>();
    Map<Integer, Integer> batchOfRow = new HashMap<>();
    for (int b = 0; b < batches.size(); b++) {
      List<ScoredRow> known = done.read(b);
      if (known.isEmpty()) {
        int batch = b;
        batches.get(b).rows().forEach(row -> batchOfRow.put(row, batch));
      } else {
        put(rows, batches.get(b), known);
      }
    }
    Map<Integer, List<Sample>> gathered = new TreeMap<>();
    try (ShardReader samples = ShardReader.open(set.shard(file))) {
      for (int row = 0; samples.hasNext() && !batchOfRow.isEmpty(); row++) {
        Sample sample = samples.next();
        Integer batch = batchOfRow.remove(row);
        if (batch != null) {
          List<Sample> members = gathered.computeIfAbsent(batch, b -> new ArrayList<>());
          members.add(sample);
          if (members.size() == batches.get(batch).rows().size()) {
            gathered.remove(batch);
            List<ScoredRow> scored = runner.run(members);
            done.write(batch, scored);
            put(rows, batches.get(batch), scored);
          }
        }
      }
    }
    return List.copyOf(rows.values());
  }

  private static void put(
      Map<Integer, ScoredRow> rows, BatchPlanner.Batch batch, List<ScoredRow> scored) {
    for (int i = 0; i < scored.size(); i++) {
      rows.put(batch.rows().get(i), scored.get(i));
    }
  }

  private Result write(Task task, List<ScoredRow> rows) throws IOException {
    Map<String, Part> sources = new TreeMap<>();
    String ledgerPath =
        Storage.child(
            set.scores(), String.format(Locale.ROOT, "ledger/score-%05d.jsonl", task.number));
    Iterator<ScoredRow> found = rows.iterator();
    try (ShardReader samples = ShardReader.openLight(set.shard(task.file));
        ScoreFile.Writer scores =
            new ScoreFile.Writer(set.scoreFile(task.file), ScoreColumns.NAMES);
        LedgerWriter ledger = new LedgerWriter(ledgerPath)) {
      while (samples.hasNext()) {
        Sample sample = samples.next();
        ScoredRow row = found.next();
        scores.write(row.scores());
        if (row.isFailed()) {
          ledger.add(lost(sample, row.fault()));
        }
        long failed = row.isFailed() ? 1 : 0;
        sources.merge(sample.source(), new Part(1, 1 - failed, failed), Part::plus);
      }
      ledger.commit();
      scores.commit();
    }
    return new Result(task.file, sources);
  }

  private static LedgerRow lost(Sample sample, String fault) {
    Origin origin = sample.provenance().origin();
    return new LedgerRow(
        sample.source(),
        sample.id(),
        origin.originId(),
        origin.file(),
        origin.position(),
        "score",
        Reason.SCORE_FAILED,
        fault);
  }
}
