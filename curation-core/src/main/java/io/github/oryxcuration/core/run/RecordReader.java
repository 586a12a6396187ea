package io.github.oryxcuration.core.run;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Reads what {@link RecordWriter} wrote. Not for several threads at once. */
public final class RecordReader implements Closeable {
  private static final int BUFFER = 1 << 18;

  private final String path;
  private final SeekableByteChannel channel;
  private byte[] bytes = new byte[BUFFER];
  private int at;
  private int limit;
  private int offset;
  private int length;

  private RecordReader(String path, SeekableByteChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  public static RecordReader open(String path) throws IOException {
    return new RecordReader(path, Storage.open(path));
  }

  /** Goes on to the next record; false at the end of the file. */
  public boolean next() throws IOException {
    if (at == limit && !fill(1)) {
      return false;
    }
    require(Integer.BYTES);
    int n = ByteBuffer.wrap(bytes, at, Integer.BYTES).getInt();
    if (n < 0) {
      throw new IOException(path + " holds a record of a negative length");
    }
    at += Integer.BYTES;
    require(n);
    offset = at;
    length = n;
    at += n;
    return true;
  }

  private void require(int count) throws IOException {
    if (!fill(count)) {
      throw new EOFException(path + " ends within a record");
    }
  }

  /** Whether so many bytes lie at {@code at}, once more have been read where needed. */
  private boolean fill(int count) throws IOException {
    if (limit - at >= count) {
      return true;
    }
    System.arraycopy(bytes, at, bytes, 0, limit - at);
    limit -= at;
    at = 0;
    if (bytes.length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(count, 2 * bytes.length));
    }
    ByteBuffer free = ByteBuffer.wrap(bytes, limit, bytes.length - limit);
    while (limit < count) {
      int read = channel.read(free);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  /** Holds the record from {@link #offset} on, until {@link #next} is called again. */
  public byte[] array() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
