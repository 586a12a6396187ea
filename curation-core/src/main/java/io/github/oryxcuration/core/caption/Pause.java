package io.github.oryxcuration.core.caption;

import java.io.InterruptedIOException;

/** The clock that captioners wait by. */
interface Pause {
  /** Nanoseconds since some moment. */
  long now();

  /** Lets so many nanoseconds pass. */
  void sleep(long nanos) throws InterruptedIOException;

  /** The clock on the wall. */
  Pause REAL =
      new Pause() {
        @Override
        public long now() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedIOException {
          try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a captioner");
          }
        }
      };
}
