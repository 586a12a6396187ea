package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.core.threads.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work of which so many pieces are under way at most; results are taken in the order of work. */
final class AtOnce<T> implements AutoCloseable {
  /** Every call has its own timeout. */
  private static final Duration NEVER_REACHED = Duration.ofDays(1);

  private final int most;
  private final Consumer<T> taker;
  private final ExecutorService threads;
  private final Queue<Future<T>> underWay = new ArrayDeque<>();

  AtOnce(int most, Consumer<T> taker) {
    this.most = most;
    this.taker = taker;
    this.threads = Executors.newFixedThreadPool(most);
  }

  /** Starts a piece, after the oldest one ended where as many as may be are under way. */
  void run(Callable<T> work) throws IOException {
    if (underWay.size() >= most) {
      taker.accept(Results.of(underWay.remove()));
    }
    underWay.add(threads.submit(work));
  }

  /** Waits for what is under way. */
  void finish() throws IOException {
    while (!underWay.isEmpty()) {
      taker.accept(Results.of(underWay.remove()));
    }
  }

  /** Waits for what is under way, too: a server's answers are paid for. */
  @Override
  public void close() {
    Results.awaitEnd(threads, NEVER_REACHED);
  }
}
