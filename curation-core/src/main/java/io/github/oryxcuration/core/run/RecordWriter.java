package io.github.oryxcuration.core.run;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of records in the order in which they come, each as its length (int32, big endian)
 * and its bytes. Not for several threads at once.
 */
public final class RecordWriter implements Closeable {
  private static final int BUFFER = 1 << 18;

  private final String path;
  private final String temporary;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private @Nullable WritableByteChannel channel;

  public RecordWriter(String path) throws IOException {
    this.path = path;
    this.temporary = Storage.temporary(path);
    this.channel = Storage.create(temporary);
  }

  /** One record, given in pieces. */
  public void add(byte[]... pieces) throws IOException {
    int length = 0;
    for (byte[] piece : pieces) {
      length = Math.addExact(length, piece.length);
    }
    if (buffer.remaining() < Integer.BYTES) {
      drain();
    }
    buffer.putInt(length);
    for (byte[] piece : pieces) {
      put(piece);
    }
  }

  private void put(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int n = Math.min(buffer.remaining(), bytes.length - from);
      buffer.put(bytes, from, n);
      from += n;
    }
  }

  private void drain() throws IOException {
    WritableByteChannel out = channel;
    if (out == null) {
      throw new IllegalStateException(path + " is closed");
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  /** Writes what is left, closes the file and gives it its name. */
  public void commit() throws IOException {
    drain();
    WritableByteChannel out = channel;
    if (out != null) {
      out.close();
      channel = null;
    }
    Storage.move(temporary, path);
  }

  /** Without {@link #commit} before it, leaves no file. */
  @Override
  public void close() throws IOException {
    WritableByteChannel out = channel;
    if (out != null) {
      out.close();
      channel = null;
      Storage.delete(List.of(temporary));
    }
  }
}
