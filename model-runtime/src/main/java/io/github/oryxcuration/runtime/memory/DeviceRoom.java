package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.weights.Placement;

/**
 * A device and what may be used of it.
 *
 * @param device {@code cpu} or {@code cuda:0}, …
 * @param free bytes
 */
public record DeviceRoom(String device, long free) {
  /** What the driver, the kernels and the allocator's gaps take of a GPU. */
  private static final long RESERVED = 768L << 20;

  /** Bytes that a plan may fill. */
  long usable() {
    return onCpu() ? free : Math.max(0, free - RESERVED);
  }

  boolean onCpu() {
    return device.equals(Placement.CPU);
  }
}
