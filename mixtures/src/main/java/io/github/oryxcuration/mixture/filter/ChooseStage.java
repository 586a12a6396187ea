package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One shard → what is kept of it, without its pictures. */
final class ChooseStage implements Stage<ChooseStage.Result, ChooseStage.Task, ChooseStage.Result> {
  private static final long serialVersionUID = 1L;

  record Task(String file, long bytes) {}

  /**
   * What one shard gives.
   *
   * @param bytes that the kept rows will need, estimated from their share of the rows
   */
  record Result(String file, long kept, long bytes, Choice.Counts counts) {}

  private final FilterPlan plan;

  ChooseStage(FilterPlan plan) {
    this.plan = plan;
  }

  @Override
  public String name() {
    return "choose";
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
    for (Manifest.Shard shard : plan.set().manifest().shards()) {
      tasks.add(new Task(shard.file(), shard.bytes()));
    }
    return tasks;
  }

  @Override
  public Result run(Task task) throws IOException {
    Choice choice = new Choice(Expression.parse(plan.where()));
    long rows = 0;
    long kept = 0;
    try (JoinedRows samples = JoinedRows.open(plan.set(), task.file)) {
      while (samples.hasNext()) {
        kept += choice.count(samples.next()) ? 1 : 0;
        rows++;
      }
    } catch (CurationException e) {
      throw new IOException(task.file + " cannot be read: " + e.explanation(), e);
    }
    long bytes = rows == 0 ? 0 : (long) ((double) task.bytes * kept / rows);
    return new Result(task.file, kept, bytes, choice.counts());
  }
}
