package io.github.oryxcuration.core.threads;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What came of work in another thread. */
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
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("Work in another thread failed", cause);
    }
  }
}
