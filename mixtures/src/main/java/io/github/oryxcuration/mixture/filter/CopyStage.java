package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kept rows of a few shards that follow each other → one shard; the others → the ledger. */
final class CopyStage implements Stage<ChooseStage.Result, CopyStage.Task, CopyStage.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * One shard to write.
   *
   * @param number of the task
   * @param shard its number among the shards, or -1 where nothing is kept
   */
  record Task(int number, int shard, int shards, List<String> files) {}

  /** What one source gave. */
  record Part(long written, long dropped, long tokens) {
    Part plus(Part more) {
      return new Part(written + more.written, dropped + more.dropped, tokens + more.tokens);
    }
  }

  /**
   * What was copied.
   *
   * @param file empty where nothing is kept
   * @param haystacks that the kept samples refer to, ascending
   */
  record Result(
      String file,
      long rows,
      long bytes,
      String sha256,
      Map<String, Part> sources,
      List<String> haystacks) {}

  private final FilterPlan plan;
  private final ShardSpec spec;

  CopyStage(FilterPlan plan, ShardSpec spec) {
    this.plan = plan;
    this.spec = spec;
  }

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public Class<ChooseStage.Result> previousType() {
    return ChooseStage.Result.class;
  }

  @Override
  public Class<Task> taskType() {
    return Task.class;
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  /** As many shards together as fit the size of one. */
  @Override
  public List<Task> cut(List<ChooseStage.Result> chosen) {
    List<List<ChooseStage.Result>> groups = new ArrayList<>();
    long bytes = 0;
    for (ChooseStage.Result shard : chosen) {
      if (groups.isEmpty() || bytes + shard.bytes() > spec.bytes()) {
        groups.add(new ArrayList<>());
        bytes = 0;
      }
      groups.get(groups.size() - 1).add(shard);
      bytes += shard.bytes();
    }
    int shards = (int) groups.stream().filter(CopyStage::isKept).count();
    List<Task> tasks = new ArrayList<>();
    int next = 0;
    for (List<ChooseStage.Result> group : groups) {
      List<String> files = group.stream().map(ChooseStage.Result::file).toList();
      tasks.add(new Task(tasks.size(), isKept(group) ? next++ : -1, shards, files));
    }
    return tasks;
  }

  private static boolean isKept(List<ChooseStage.Result> group) {
    return group.stream().anyMatch(shard -> shard.kept() > 0);
  }

  @Override
  public boolean stillThere(Result result) throws IOException {
    try {
      return result.file.isEmpty()
          || Storage.stat(Storage.child(plan.out(), "data/" + result.file)).bytes() == result.bytes;
    } catch (FileNotFoundException gone) {
      return false;
    }
  }

  @Override
  public Result run(Task task) throws IOException {
    Expression where = Expression.parse(plan.where());
    Map<String, Part> sources = new TreeMap<>();
    SortedSet<String> haystacks = new TreeSet<>();
    String ledgerPath =
        Storage.child(
            plan.out(), String.format(Locale.ROOT, "ledger/filter-%05d.jsonl", task.number));
    if (task.shard < 0) {
      try (LedgerWriter ledger = new LedgerWriter(ledgerPath)) {
        copy(task, where, null, ledger, sources, haystacks);
        ledger.commit();
      }
      return new Result("", 0, 0, "", sources, List.of());
    }
    String name = String.format(Locale.ROOT, "train-%05d-of-%05d.parquet", task.shard, task.shards);
    try (LedgerWriter ledger = new LedgerWriter(ledgerPath);
        ShardWriter shard = ShardWriter.create(Storage.child(plan.out(), "data/" + name), spec)) {
      copy(task, where, shard, ledger, sources, haystacks);
      ledger.commit();
      ShardFile file = shard.commit();
      return new Result(
          name, file.rows(), file.bytes(), file.sha256(), sources, List.copyOf(haystacks));
    }
  }

  private void copy(
      Task task,
      Expression where,
      @Nullable ShardWriter shard,
      LedgerWriter ledger,
      Map<String, Part> sources,
      SortedSet<String> haystacks)
      throws IOException {
    for (String file : task.files) {
      try (JoinedRows samples =
          shard == null
              ? JoinedRows.open(plan.set(), file)
              : JoinedRows.openOwn(plan.set(), file)) {
        while (samples.hasNext()) {
          Sample sample = samples.next();
          boolean kept = where.verdict(sample) == Expression.Verdict.KEEP;
          if (kept && shard != null) {
            shard.write(sample);
            if (!sample.haystack().isEmpty()) {
              haystacks.add(sample.haystack());
            }
          } else {
            ledger.add(dropped(sample, where));
          }
          long tokens = kept ? sample.budget().totalTokens() : 0;
          sources.merge(sample.source(), new Part(kept ? 1 : 0, kept ? 0 : 1, tokens), Part::plus);
        }
      } catch (CurationException e) {
        throw new IOException(file + " cannot be copied: " + e.explanation(), e);
      }
    }
  }

  private static LedgerRow dropped(Sample sample, Expression where) {
    Origin origin = sample.provenance().origin();
    return new LedgerRow(
        sample.source(),
        sample.id(),
        origin.originId(),
        origin.file(),
        origin.position(),
        "filter",
        Reason.FILTERED,
        where.whyDropped(sample));
  }
}
