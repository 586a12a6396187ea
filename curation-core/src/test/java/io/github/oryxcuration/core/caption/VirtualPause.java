package io.github.oryxcuration.core.caption;

import java.util.ArrayList;
import java.util.List;

/** A clock on which sleeping takes no time. */
final class VirtualPause implements Pause {
  private long now;
  private final List<Long> slept = new ArrayList<>();

  @Override
  public synchronized long now() {
    return now;
  }

  @Override
  public synchronized void sleep(long nanos) {
    now += nanos;
    slept.add(nanos);
  }

  synchronized List<Long> slept() {
    return List.copyOf(slept);
  }
}
