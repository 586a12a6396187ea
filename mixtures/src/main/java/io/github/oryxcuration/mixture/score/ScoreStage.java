package io.github.oryxcuration.mixture.score;

import static java.util.Objects.requireNonNull;

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
import io.github.oryxcuration.mixture.scored.SampleScores;
import io.github.oryxcuration.mixture.scored.ScoreFile;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
    List<BatchPlanner.Batch> batches = plan(task.file);
    String stem = stem(task.file);
    BatchFiles done =
        new BatchFiles(
            Storage.child(set.scores(), "work/" + stem),
            Digest.hex(model.identity() + "\n" + options + "\n" + set.manifest().fingerprint()));
    Map<Integer, BatchFiles.Row> rows = new HashMap<>();
    String calls = Storage.child(set.scores(), "calls");
    try (Answerer answerer = model.open(calls, stem, task.shards)) {
      run(task.file, batches, new BatchRun(new SampleScorer(answerer, options)), done, rows);
    }
    Result result = write(task, rows);
    done.delete();
    return result;
  }

  /** Batches by the tokens of prompt and answers, from the light columns alone. */
  private List<BatchPlanner.Batch> plan(String file) throws IOException {
    List<Long> tokens = new ArrayList<>();
    try (ShardReader light = ShardReader.openLight(set.shard(file))) {
      while (light.hasNext()) {
        long prompt = light.next().budget().totalTokens();
        tokens.add(prompt + (long) Math.max(1, options.answers()) * options.answerTokens());
      }
    }
    return BatchPlanner.plan(tokens, options.budget());
  }

  private void run(
      String file,
      List<BatchPlanner.Batch> batches,
      BatchRun runner,
      BatchFiles done,
      Map<Integer, BatchFiles.Row> rows)
      throws IOException {
    Map<Integer, Integer> batchOfRow = new HashMap<>();
    for (int b = 0; b < batches.size(); b++) {
      List<BatchFiles.Row> known = done.read(b);
      List<Integer> numbers = batches.get(b).rows();
      for (int i = 0; i < numbers.size(); i++) {
        if (known.isEmpty()) {
          batchOfRow.put(numbers.get(i), b);
        } else {
          rows.put(numbers.get(i), known.get(i));
        }
      }
    }
    Map<Integer, List<Sample>> gathered = new TreeMap<>();
    try (ShardReader samples = ShardReader.open(set.shard(file))) {
      for (int row = 0; samples.hasNext(); row++) {
        Sample sample = samples.next();
        Integer batch = batchOfRow.get(row);
        if (batch == null) {
          continue;
        }
        List<Sample> members = gathered.computeIfAbsent(batch, b -> new ArrayList<>());
        members.add(sample);
        List<Integer> numbers = batches.get(batch).rows();
        if (members.size() == numbers.size()) {
          List<BatchFiles.Row> scored = runner.run(members);
          done.write(batch, scored);
          for (int i = 0; i < numbers.size(); i++) {
            rows.put(numbers.get(i), scored.get(i));
          }
          gathered.remove(batch);
        }
      }
    }
  }

  private Result write(Task task, Map<Integer, BatchFiles.Row> rows) throws IOException {
    Map<String, Part> sources = new TreeMap<>();
    String ledgerPath =
        Storage.child(
            set.scores(), String.format(Locale.ROOT, "ledger/score-%05d.jsonl", task.number));
    try (ShardReader samples = ShardReader.openLight(set.shard(task.file));
        ScoreFile.Writer scores =
            new ScoreFile.Writer(set.scoreFile(task.file), SampleScorer.NAMES);
        LedgerWriter ledger = new LedgerWriter(ledgerPath)) {
      for (int row = 0; samples.hasNext(); row++) {
        Sample sample = samples.next();
        BatchFiles.Row found = requireNonNull(rows.get(row));
        boolean failed = !found.fault().isEmpty();
        scores.write(found.scores());
        if (failed) {
          ledger.add(lost(sample, found.fault()));
        }
        sources.merge(
            sample.source(), new Part(1, failed ? 0 : 1, failed ? 1 : 0), Part::plus);
      }
      ledger.commit();
      scores.commit();
    } catch (CurationException e) {
      throw new IOException(task.file + " cannot be read: " + e.explanation(), e);
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

  /** Runs a batch; in halves where it fails, down to the sample that fails alone. */
  private static final class BatchRun {
    private final SampleScorer scorer;

    BatchRun(SampleScorer scorer) {
      this.scorer = scorer;
    }

    List<BatchFiles.Row> run(List<Sample> samples) throws IOException {
      return run(samples, false);
    }

    private List<BatchFiles.Row> run(List<Sample> samples, boolean split) throws IOException {
      try {
        List<BatchFiles.Row> rows = new ArrayList<>();
        scorer.score(samples, split).forEach(scores -> rows.add(new BatchFiles.Row(scores, "")));
        return rows;
      } catch (BatchTooLargeException e) {
        return halves(samples, true, String.valueOf(e.getMessage()));
      } catch (CurationException e) {
        return halves(samples, split, e.reason() + ": " + e.explanation());
      }
    }

    private List<BatchFiles.Row> halves(List<Sample> samples, boolean split, String fault)
        throws IOException {
      if (samples.size() == 1) {
        SampleScores none = new SampleScores(samples.get(0).id(), Map.of(), "");
        return List.of(new BatchFiles.Row(none, fault));
      }
      int middle = samples.size() / 2;
      List<BatchFiles.Row> rows = new ArrayList<>(run(samples.subList(0, middle), split));
      rows.addAll(run(samples.subList(middle, samples.size()), split));
      return rows;
    }
  }
}
