package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When the work on one file must be over. */
final class Deadline {
  private final String name;
  private final int maxSeconds;
  private final LongSupplier nanoClock;
  private final long endNanos;

  /**
   * Starts now.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  Deadline(String name, int maxSeconds, LongSupplier nanoClock) {
    this.name = name;
    this.maxSeconds = maxSeconds;
    this.nanoClock = nanoClock;
    this.endNanos = nanoClock.getAsLong() + TimeUnit.SECONDS.toNanos(maxSeconds);
  }

  void check() {
    if (nanoClock.getAsLong() - endNanos > 0) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          name + ": took longer than the allowed " + maxSeconds + " seconds");
    }
  }
}
