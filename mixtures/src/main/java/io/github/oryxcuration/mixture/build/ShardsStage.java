package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.flow.Stage;
import java.io.IOException;
import java.util.List;

/** Stands in for the write stage where nothing is to be written: counts the shards and ends. */
final class ShardsStage implements Stage<SortStage.Result, WriteStage.Task, WriteStage.Result> {
  private static final long serialVersionUID = 1L;

  private final BuildContext context;

  ShardsStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public Class<SortStage.Result> previousType() {
    return SortStage.Result.class;
  }

  @Override
  public Class<WriteStage.Task> taskType() {
    return WriteStage.Task.class;
  }

  @Override
  public Class<WriteStage.Result> resultType() {
    return WriteStage.Result.class;
  }

  @Override
  public List<WriteStage.Task> cut(List<SortStage.Result> sorted) throws IOException {
    WriteStage.tasks(context, sorted);
    return List.of();
  }

  @Override
  public WriteStage.Result run(WriteStage.Task task) {
    throw new IllegalStateException("a plan writes no shards");
  }
}
