package io.github.oryxcuration.core.threads;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came of work in other threads. */
public final class Results {
  private Results() {}

  /**
   * Waits for a result. What the work threw is thrown here as it was.
   *
   * @throws InterruptedIOException if this thread is interrupted while it waits
   */
  public static <T> T of(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while another thread was awaited");
    } catch (ExecutionException e) {
      rethrow(e.getCause());
      throw new IllegalStateException("Work in another thread failed", e.getCause());
    }
  }

  /** Throws a failure that was kept, as it was; returns for none, and for other checked ones. */
  public static void rethrow(@Nullable Throwable kept) throws IOException {
    if (kept instanceof IOException io) {
      throw io;
    }
    if (kept instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (kept instanceof Error error) {
      throw error;
    }
  }

  /**
   * Lets a pool end what is under way, but interrupts what takes longer, or an interrupted caller.
   */
  public static void awaitEnd(ExecutorService pool, Duration longest) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(longest.toSeconds(), TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
