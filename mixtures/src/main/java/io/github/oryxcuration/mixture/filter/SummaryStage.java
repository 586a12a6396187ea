package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;

/** Adds up what all shards give, so that it can be shown before anything is written. */
final class SummaryStage
    implements Stage<ChooseStage.Result, SummaryStage.Task, SummaryStage.Task> {
  private static final long serialVersionUID = 1L;

  record Task() {}

  private final String folder;

  /** {@code folder} is where the sum is left. */
  SummaryStage(String folder) {
    this.folder = folder;
  }

  private static String path(String folder) {
    return Storage.child(folder, "work/choice.json");
  }

  static Choice.Counts read(String folder) throws IOException {
    return Json.read(Storage.readAll(path(folder)), Choice.Counts.class);
  }

  @Override
  public String name() {
    return "summary";
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
  public Class<Task> resultType() {
    return Task.class;
  }

  @Override
  public List<Task> cut(List<ChooseStage.Result> chosen) throws IOException {
    Choice.Counts sum = Choice.Counts.none();
    for (ChooseStage.Result shard : chosen) {
      sum = sum.plus(shard.counts());
    }
    Storage.commitText(path(folder), Json.write(sum));
    return List.of();
  }

  @Override
  public Task run(Task task) {
    return task;
  }
}
