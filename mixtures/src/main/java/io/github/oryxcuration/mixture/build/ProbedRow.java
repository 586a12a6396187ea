package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.plan.Rank;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A view of one probed row in a file between stages: what the mix needs in a small head, and the
 * planned sample as bytes that stages pass on without a look at them.
 *
 * <pre>
 *   rank[16]                                              the rank for selection
 *   int32 copy  int32 source  int32 part                  0 for the first copy
 *   int64 tokens  int64 bytes                             of the sample in a shard
 *   int64 haystack  int64 haystackBytes                   of the frames that it shares, or 0
 *   int32 idLength  id  planned
 * </pre>
 *
 * <p>Without its rank, as {@link #values} gives it, it travels on under the rank of its order.
 */
final class ProbedRow {
  private static final int COPY = 0;
  private static final int SOURCE = 4;
  private static final int PART = 8;
  private static final int TOKENS = 12;
  private static final int BYTES = 20;
  private static final int HAYSTACK = 28;
  private static final int HAYSTACK_BYTES = 36;
  private static final int ID_LENGTH = 44;
  private static final int ID = 48;

  private final ByteBuffer in;
  private final byte[] array;
  private final int start;
  private final int end;

  private ProbedRow(byte[] array, int start, int end) {
    this.in = ByteBuffer.wrap(array);
    this.array = array;
    this.start = start;
    this.end = end;
  }

  /** What stands before the planned sample, rank included. */
  static byte[] head(byte[] rank, int source, int part, Planned planned, byte[] id) {
    return ByteBuffer.allocate(Rank.BYTES + ID + id.length)
        .put(rank)
        .putInt(0)
        .putInt(source)
        .putInt(part)
        .putLong(planned.budget().totalTokens())
        .putLong(planned.bytes())
        .putLong(planned.haystack())
        .putLong(planned.haystackBytes())
        .putInt(id.length)
        .put(id)
        .array();
  }

  /** A row that begins with its rank. */
  static ProbedRow ranked(byte[] array, int offset, int length) {
    return new ProbedRow(array, offset + Rank.BYTES, offset + length);
  }

  /** A row as {@link #values} gave it. */
  static ProbedRow of(byte[] values) {
    return new ProbedRow(values, 0, values.length);
  }

  /** The rank of a row that begins with it. */
  byte[] rank() {
    return Arrays.copyOfRange(array, start - Rank.BYTES, start);
  }

  /** Compares that rank, as unsigned bytes, with another. */
  boolean isUpTo(byte[] last) {
    return Arrays.compareUnsigned(array, start - Rank.BYTES, start, last, 0, last.length) <= 0;
  }

  int copy() {
    return in.getInt(start + COPY);
  }

  int source() {
    return in.getInt(start + SOURCE);
  }

  int part() {
    return in.getInt(start + PART);
  }

  long tokens() {
    return in.getLong(start + TOKENS);
  }

  long bytes() {
    return in.getLong(start + BYTES);
  }

  /** See {@link Planned#haystack}. */
  long haystack() {
    return in.getLong(start + HAYSTACK);
  }

  long haystackBytes() {
    return in.getLong(start + HAYSTACK_BYTES);
  }

  /** UTF-8, without the number of a copy. */
  byte[] id() {
    return Arrays.copyOfRange(array, start + ID, planned());
  }

  /** All of it after the rank, as another copy. */
  byte[] values(int copy) {
    byte[] values = Arrays.copyOfRange(array, start, end);
    ByteBuffer.wrap(values).putInt(COPY, copy);
    return values;
  }

  byte[] array() {
    return array;
  }

  /** Where the planned sample starts in the array. */
  int planned() {
    return start + ID + in.getInt(start + ID_LENGTH);
  }

  /** One past its end. */
  int end() {
    return end;
  }
}
