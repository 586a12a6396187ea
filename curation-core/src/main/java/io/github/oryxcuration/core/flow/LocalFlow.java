package io.github.oryxcuration.core.flow;

import io.github.oryxcuration.core.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs stages in threads of this JVM, without Beam: the default on one machine. The first task that
 * fails ends the run: no further one starts, running ones are interrupted and waited for, finished
 * ones are kept. Of several that failed the one of the lowest number is told.
 */
public final class LocalFlow implements Flow {
  private final int parallelism;
  private final Progress progress;

  public LocalFlow(int parallelism, Progress progress) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, but was " + parallelism);
    }
    this.parallelism = parallelism;
    this.progress = progress;
  }

  @Override
  public void run(List<? extends Stage<?, ?, ?>> chain, Finished finished) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(parallelism);
    try {
      List<? extends Record> results = List.of();
      for (Stage<?, ?, ?> stage : chain) {
        results = runStage(stage, results, finished, workers);
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private <P extends Record, T extends Record, R extends Record> List<R> runStage(
      Stage<P, T, R> stage,
      List<? extends Record> previous,
      Finished finished,
      ExecutorService workers)
      throws IOException {
    List<P> input = new ArrayList<>();
    for (Record result : previous) {
      input.add(stage.previousType().cast(result));
    }
    List<T> tasks = stage.cut(input);
    progress.stage(stage.name(), tasks.size());
    List<R> results = new Tasks<>(stage, tasks, finished, progress).run(workers, parallelism);
    progress.done();
    return results;
  }
}
