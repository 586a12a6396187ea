package io.github.oryxcuration.core.run;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run file in one sequential pass and bounded memory: rows gather in a buffer; a full
 * buffer is sorted and appended as a segment; the footer says where each bucket starts in each
 * segment. Readers merge the segments, so nothing is ever spilled and read back here.
 *
 * <pre>
 *   file     = segment* footer
 *   segment  = (key[keyBytes] int32 valueLength value)*   in key order
 *   footer   = int64 offset[segments][buckets + 1]  int32 segments  int32 buckets  int32 keyBytes
 *              int32 magic                          (big endian)
 * </pre>
 *
 * <p>Not for several threads at once.
 */
public final class RunWriter implements Closeable {
  static final int MAGIC = 0x4f52554e; // "ORUN"
  static final int TAIL = 16;

  /** The default size of the buffer, and so of a segment. */
  public static final int SEGMENT_BYTES = 24 << 20;

  private final String path;
  private final String temporary;
  private final int keyBytes;
  private final Buckets buckets;
  private final int limit;
  private byte[] buffer;
  private int used;
  private long[] order = new long[1 << 14];
  private int[] starts = new int[1 << 14];
  private int rows;
  private final List<long[]> segments = new ArrayList<>();
  private @Nullable WritableByteChannel channel;
  private long written;

  public RunWriter(String path, int keyBytes, Buckets buckets) {
    this(path, keyBytes, buckets, SEGMENT_BYTES);
  }

  RunWriter(String path, int keyBytes, Buckets buckets, int segmentBytes) {
    if (keyBytes < 8) {
      throw new IllegalArgumentException("keyBytes must be at least 8, but was " + keyBytes);
    }
    this.path = path;
    this.temporary = Storage.temporary(path);
    this.keyBytes = keyBytes;
    this.buckets = buckets;
    this.buffer = new byte[Math.min(segmentBytes, 1 << 20)];
    this.limit = segmentBytes;
  }

  public void add(byte[] key, byte[] value) throws IOException {
    add(key, value, 0, value.length);
  }

  /** Adds a row whose value lies within an array. */
  public void add(byte[] key, byte[] values, int offset, int valueLength) throws IOException {
    if (key.length != keyBytes) {
      throw new IllegalArgumentException(
          "key must have " + keyBytes + " bytes, but was " + key.length);
    }
    int length = Math.addExact(keyBytes + 4, valueLength);
    if ((rows > 0 && (long) used + length > limit) || rows == 1 << 24) {
      flush();
    }
    ensure(length);
    if (rows == starts.length) {
      starts = Arrays.copyOf(starts, rows * 2);
      order = Arrays.copyOf(order, rows * 2);
    }
    starts[rows] = used;
    // 40 leading bits of the key above 24 bits of row number: sorting longs sorts almost all rows.
    order[rows] = (ByteBuffer.wrap(key).getLong() & ~0xffffffL) | rows;
    rows++;
    System.arraycopy(key, 0, buffer, used, keyBytes);
    ByteBuffer.wrap(buffer, used + keyBytes, 4).putInt(valueLength);
    System.arraycopy(values, offset, buffer, used + keyBytes + 4, valueLength);
    used += length;
  }

  private void ensure(int length) {
    if (buffer.length - used < length) {
      long wanted = Math.max((long) used + length, Math.min(limit, 2L * buffer.length));
      buffer = Arrays.copyOf(buffer, Math.toIntExact(wanted));
    }
  }

  private void flush() throws IOException {
    sort();
    WritableByteChannel out = channel();
    long[] offsets = new long[buckets.count() + 1];
    int bucket = 0;
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 18);
    offsets[0] = written;
    for (int i = 0; i < rows; i++) {
      int start = starts[row(i)];
      int owner = buckets.of(buffer[start], buffer[start + 1]);
      while (bucket < owner) {
        offsets[++bucket] = written + block.position();
      }
      int length = keyBytes + 4 + ByteBuffer.wrap(buffer, start + keyBytes, 4).getInt();
      if (block.remaining() < length) {
        drain(out, block);
      }
      if (length > block.capacity()) {
        drain(out, ByteBuffer.wrap(buffer, start, length).slice().position(length));
      } else {
        block.put(buffer, start, length);
      }
    }
    drain(out, block);
    while (bucket < buckets.count()) {
      offsets[++bucket] = written;
    }
    segments.add(offsets);
    rows = 0;
    used = 0;
  }

  private int row(int i) {
    return (int) (order[i] & 0xffffff);
  }

  private void sort() {
    // Signed order of longs is unsigned order once the sign bit is flipped.
    for (int i = 0; i < rows; i++) {
      order[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(order, 0, rows);
    for (int i = 0; i < rows; i++) {
      order[i] ^= Long.MIN_VALUE;
    }
    for (int from = 0; from < rows; ) {
      int to = from + 1;
      while (to < rows && order[to] >>> 24 == order[from] >>> 24) {
        to++;
      }
      if (to - from > 1) {
        sortTies(from, to);
      }
      from = to;
    }
  }

  private void sortTies(int from, int to) {
    Long[] ties = new Long[to - from];
    for (int i = from; i < to; i++) {
      ties[i - from] = order[i];
    }
    Arrays.sort(ties, (a, b) -> compare((int) (a & 0xffffff), (int) (b & 0xffffff)));
    for (int i = from; i < to; i++) {
      order[i] = ties[i - from];
    }
  }

  private int compare(int a, int b) {
    int i = starts[a];
    int j = starts[b];
    int keys = Arrays.compareUnsigned(buffer, i, i + keyBytes, buffer, j, j + keyBytes);
    if (keys != 0) {
      return keys;
    }
    int m = ByteBuffer.wrap(buffer, i + keyBytes, 4).getInt();
    int n = ByteBuffer.wrap(buffer, j + keyBytes, 4).getInt();
    i += keyBytes + 4;
    j += keyBytes + 4;
    return Arrays.compareUnsigned(buffer, i, i + m, buffer, j, j + n);
  }

  private void drain(WritableByteChannel out, ByteBuffer block) throws IOException {
    block.flip();
    written += block.remaining();
    while (block.hasRemaining()) {
      out.write(block);
    }
    block.clear();
  }

  private WritableByteChannel channel() throws IOException {
    WritableByteChannel open = channel;
    if (open == null) {
      open = Storage.create(temporary);
      channel = open;
    }
    return open;
  }

  /** Writes what is left, closes the file and gives it its name. */
  public void commit() throws IOException {
    if (rows > 0) {
      flush();
    }
    WritableByteChannel out = channel();
    int longs = segments.size() * (buckets.count() + 1);
    ByteBuffer footer = ByteBuffer.allocate(Math.addExact(longs * 8, TAIL));
    for (long[] offsets : segments) {
      for (long offset : offsets) {
        footer.putLong(offset);
      }
    }
    footer.putInt(segments.size()).putInt(buckets.count()).putInt(keyBytes).putInt(MAGIC);
    drain(out, footer);
    out.close();
    channel = null;
    Storage.move(temporary, path);
  }

  /** Without {@link #commit} before it, leaves no file. */
  @Override
  public void close() throws IOException {
    WritableByteChannel open = channel;
    if (open != null) {
      open.close();
      channel = null;
      Storage.delete(List.of(temporary));
    }
  }
}
