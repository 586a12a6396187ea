package io.github.oryxcuration.core.run;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Merges one bucket of several run files in key order. Memory is one small buffer per segment,
 * whatever the size of the bucket. Few files are open at once, whatever their number: with many
 * files a segment's part of the bucket mostly fits its buffer, so hardly one is opened again.
 */
public final class RunReader implements Iterator<RunRow>, Closeable {
  private static final int BUFFER = 64 << 10;

  /** Times the threads of a machine, far below the usual limit of 1024 open files. */
  private static final int MOST_OPEN = 24;

  private final OpenRuns runs;
  private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();

  private RunReader(OpenRuns runs) {
    this.runs = runs;
  }

  /** Rows of one bucket from all of {@code paths}. */
  public static RunReader open(List<String> paths, int bucket) throws IOException {
    return open(paths, bucket, new OpenRuns(MOST_OPEN));
  }

  static RunReader open(List<String> paths, int bucket, OpenRuns runs) throws IOException {
    RunReader reader = new RunReader(runs);
    try {
      for (String path : paths) {
        reader.add(path, bucket);
      }
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
    return reader;
  }

  private void add(String path, int bucket) throws IOException {
    SeekableByteChannel channel = runs.channel(path);
    ByteBuffer tail = read(path, channel, channel.size() - RunWriter.TAIL, RunWriter.TAIL);
    int segments = tail.getInt();
    int buckets = tail.getInt();
    int keyBytes = tail.getInt();
    if (tail.getInt() != RunWriter.MAGIC || bucket >= buckets) {
      throw new IOException(path + " is no run file with a bucket " + bucket);
    }
    int footer = segments * (buckets + 1) * 8;
    ByteBuffer offsets = read(path, channel, channel.size() - RunWriter.TAIL - footer, footer);
    for (int s = 0; s < segments; s++) {
      int at = (s * (buckets + 1) + bucket) * 8;
      long start = offsets.getLong(at);
      long end = offsets.getLong(at + 8);
      if (start < end) {
        Cursor cursor = new Cursor(path, runs, start, end, keyBytes);
        if (cursor.advance()) {
          cursors.add(cursor);
        }
      }
    }
  }

  private static ByteBuffer read(String path, SeekableByteChannel channel, long at, int length)
      throws IOException {
    if (at < 0) {
      throw new EOFException(path + " is too short for a run file");
    }
    channel.position(at);
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException(path + " ends within its footer");
      }
    }
    return buffer.flip();
  }

  @Override
  public boolean hasNext() {
    return !cursors.isEmpty();
  }

  @Override
  public RunRow next() {
    Cursor first = cursors.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    RunRow row = first.row;
    try {
      if (first.advance()) {
        cursors.add(first);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    cursors.clear();
    runs.close();
  }

  /** Reads one segment's part of the bucket. */
  private static final class Cursor implements Comparable<Cursor> {
    private static final RunRow NONE = new RunRow(new byte[0], new byte[0]);

    private final String path;
    private final OpenRuns runs;
    private final long end;
    private final int keyBytes;
    private final ByteBuffer buffer;
    private long position;
    private RunRow row = NONE;

    Cursor(String path, OpenRuns runs, long start, long end, int keyBytes) {
      this.path = path;
      this.runs = runs;
      this.position = start;
      this.end = end;
      this.keyBytes = keyBytes;
      this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER, end - start)).limit(0);
    }

    boolean advance() throws IOException {
      if (position == end && !buffer.hasRemaining()) {
        return false;
      }
      byte[] key = take(keyBytes);
      byte[] value = take(ByteBuffer.wrap(take(4)).getInt());
      row = new RunRow(key, value);
      return true;
    }

    private byte[] take(int length) throws IOException {
      byte[] bytes = new byte[length];
      int filled = 0;
      while (filled < length) {
        if (!buffer.hasRemaining()) {
          refill();
        }
        int n = Math.min(length - filled, buffer.remaining());
        buffer.get(bytes, filled, n);
        filled += n;
      }
      return bytes;
    }

    private void refill() throws IOException {
      buffer.clear();
      buffer.limit((int) Math.min(buffer.capacity(), end - position));
      SeekableByteChannel channel = runs.channel(path);
      channel.position(position);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException(path + " ends within a segment");
        }
      }
      position += buffer.position();
      buffer.flip();
      if (!buffer.hasRemaining()) {
        throw new EOFException(path + ": a row crosses the end of its bucket");
      }
    }

    @Override
    public int compareTo(Cursor other) {
      return row.compareTo(other.row);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
