package io.github.oryxcuration.core.caption;

import java.io.InterruptedIOException;

/**
 * Lets through so many units a minute, evenly: a caller is given the next free moment and waits for
 * it. Units of one second may be used at once.
 */
final class RateLimit {
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final double BURST_NANOS = 1e9;

  private final double nanosPerUnit;
  private final Pause pause;
  private double free;

  /**
   * Makes a limit.
   *
   * @param perMinute 0 for none
   */
  RateLimit(double perMinute, Pause pause) {
    this.nanosPerUnit = perMinute == 0 ? 0 : NANOS_PER_MINUTE / perMinute;
    this.pause = pause;
    this.free = pause.now() - BURST_NANOS;
  }

  void take(double units) throws InterruptedIOException {
    if (nanosPerUnit == 0) {
      return;
    }
    double wait;
    synchronized (this) {
      double now = pause.now();
      free = Math.max(free, now - BURST_NANOS);
      wait = free - now;
      free += units * nanosPerUnit;
    }
    if (wait > 0) {
      pause.sleep((long) wait);
    }
  }
}
