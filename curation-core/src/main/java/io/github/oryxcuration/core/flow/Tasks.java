package io.github.oryxcuration.core.flow;

import io.github.oryxcuration.core.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The tasks of one stage on their way through the threads of a {@link LocalFlow}; used once. */
final class Tasks<T extends Record, R extends Record> {
  private final Stage<?, T, R> stage;
  private final List<T> tasks;
  private final Finished finished;
  private final Progress progress;

  // All of these are guarded by this.
  private final TreeMap<Integer, R> results = new TreeMap<>();
  private final TreeMap<Integer, Throwable> failures = new TreeMap<>();
  private final Set<Thread> running = new HashSet<>();
  private int next;
  private boolean stopped;

  Tasks(Stage<?, T, R> stage, List<T> tasks, Finished finished, Progress progress) {
    this.stage = stage;
    this.tasks = tasks;
    this.finished = finished;
    this.progress = progress;
  }

  /** The results in the order of the tasks; returns or throws once nothing runs any more. */
  List<R> run(ExecutorService workers, int parallelism) throws IOException {
    int loops = Math.min(parallelism, tasks.size());
    try {
      workers.invokeAll(Collections.nCopies(loops, Executors.callable(this::work)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(
          "Interrupted during " + stage.name() + "; a rerun goes on from here", e);
    }
    synchronized (this) {
      Map.Entry<Integer, Throwable> lowest = failures.firstEntry();
      if (lowest != null) {
        throw rethrow(lowest.getValue());
      }
      return new ArrayList<>(results.values());
    }
  }

  /** Takes tasks in order until none is left or one has failed. */
  private void work() {
    for (int number = begin(); number >= 0; number = begin()) {
      try {
        R result = finished.once(stage, number, tasks.get(number));
        progress.step(1);
        end(number, result);
      } catch (Throwable e) { // of whatever kind: it is told by the thread that waits
        fail(number, e);
      }
    }
  }

  private synchronized int begin() {
    if (stopped || next == tasks.size()) {
      return -1;
    }
    running.add(Thread.currentThread());
    return next++;
  }

  private synchronized void end(int number, R result) {
    running.remove(Thread.currentThread());
    results.put(number, result);
  }

  private synchronized void fail(int number, Throwable failure) {
    running.remove(Thread.currentThread());
    if (stopped && isInterruption(failure)) {
      return; // the work of the failure before it
    }
    failures.put(number, failure);
    if (!stopped) {
      stopped = true;
      running.forEach(Thread::interrupt);
    }
  }

  private static boolean isInterruption(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof InterruptedException
          || e instanceof InterruptedIOException
          || e instanceof ClosedByInterruptException) {
        return true;
      }
    }
    return false;
  }

  private IOException rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return new IOException(
        "The stage " + stage.name() + " failed: " + failure.getMessage(), failure);
  }
}
