package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.script.Value;
import java.util.List;

/**
 * Keys and values of the positions of one sequence, in every layer. Its memory is taken when it is
 * made and freed when it is closed. Used by one call at a time.
 */
public final class SequenceCache implements AutoCloseable {
  private final List<Value> stages;
  private final int room;
  private int length;

  SequenceCache(List<Value> stages, int room) {
    this.stages = List.copyOf(stages);
    this.room = room;
  }

  /** How many positions it holds. */
  public int length() {
    return length;
  }

  /** How many positions it can hold. */
  public int room() {
    return room;
  }

  /** Forgets the positions from {@code length} on. */
  public void shorten(int length) {
    if (length < 0 || length > this.length) {
      throw new IllegalArgumentException(
          "length must be in 0 to " + this.length + ", but was " + length);
    }
    this.length = length;
  }

  void grow(int positions) {
    length += positions;
  }

  Value stage(int index) {
    return stages.get(index);
  }

  /** Frees the memory; once more does nothing. */
  @Override
  public void close() {
    stages.forEach(Value::close);
  }
}
