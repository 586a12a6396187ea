package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.concurrent.TimeUnit;

/** When the work on one file must be over. */
final class Deadline {
  private final String name;
  private final int maxSeconds;
  private final long endNanos;

  Deadline(String name, int maxSeconds) {
    this.name = name;
    this.maxSeconds = maxSeconds;
    this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(maxSeconds);
  }

  void check() {
    if (System.nanoTime() - endNanos > 0) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          name + ": took longer than the allowed " + maxSeconds + " seconds");
    }
  }
}
