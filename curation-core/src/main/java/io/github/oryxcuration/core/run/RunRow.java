package io.github.oryxcuration.core.run;

import java.util.Arrays;

/** One row of a run: a fixed-length key, compared as unsigned bytes, and its value. */
public final class RunRow implements Comparable<RunRow> {
  private final byte[] key;
  private final byte[] value;

  RunRow(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  public byte[] key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  /** By key, then by value, so that equal keys keep one order whatever file they lie in. */
  @Override
  public int compareTo(RunRow other) {
    int order = Arrays.compareUnsigned(key, other.key);
    return order != 0 ? order : Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunRow row && compareTo(row) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
