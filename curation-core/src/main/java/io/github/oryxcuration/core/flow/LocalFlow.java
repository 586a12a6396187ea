package io.github.oryxcuration.core.flow;

import io.github.oryxcuration.core.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs stages in threads of this JVM, without Beam: the default on one machine. */
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
    List<Future<R>> running = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int number = i;
      running.add(
          workers.submit(
              () -> {
                R result = finished.once(stage, number, tasks.get(number));
                progress.step(1);
                return result;
              }));
    }
    List<R> results = new ArrayList<>();
    for (Future<R> task : running) {
      results.add(await(task, stage.name()));
    }
    progress.done();
    return results;
  }

  private static <R> R await(Future<R> task, String stage) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted during " + stage + "; a rerun goes on from here", e);
    } catch (CancellationException e) {
      throw new IOException("Cancelled during " + stage + "; a rerun goes on from here", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw rethrow(cause == null ? e : cause, stage);
    }
  }

  private static IOException rethrow(Throwable cause, String stage) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return new IOException("The stage " + stage + " failed: " + cause.getMessage(), cause);
  }
}
