package io.github.oryxcuration.cli.progress;

import java.util.function.LongSupplier;

/** How far the current stage is, and when it was last told. Callers hold a lock. */
final class StageClock {
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private String name = "";
  private long units;
  private long done;
  private long started;
  private long told;

  StageClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void start(String name, long units) {
    this.name = name;
    this.units = units;
    done = 0;
    started = nanos.getAsLong();
    told = started;
  }

  void step(long count) {
    done += count;
  }

  void stop() {
    name = "";
  }

  boolean running() {
    return !name.isEmpty();
  }

  /** True at most once per so many seconds. */
  boolean isDue(double seconds) {
    long now = nanos.getAsLong();
    if ((now - told) / NANOS < seconds) {
      return false;
    }
    told = now;
    return true;
  }

  double seconds() {
    return (nanos.getAsLong() - started) / NANOS;
  }

  String name() {
    return name;
  }

  long units() {
    return units;
  }

  long done() {
    return done;
  }
}
