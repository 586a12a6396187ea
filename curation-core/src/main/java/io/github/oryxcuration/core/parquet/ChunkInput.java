package io.github.oryxcuration.core.parquet;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of one column chunk as a stream with a small buffer; several share a file. */
final class ChunkInput extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final ParquetFile file;
  private final long end;
  private final ByteBuffer buffer;

  /** File position of the byte after the buffer's limit. */
  private long bufferEnd;

  ChunkInput(ParquetFile file, long start, long end) {
    this.file = file;
    this.end = end;
    this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, end - start))).limit(0);
    this.bufferEnd = start;
  }

  long position() {
    return bufferEnd - buffer.remaining();
  }

  long remaining() {
    return end - position();
  }

  void seek(long position) {
    long bufferStart = bufferEnd - buffer.limit();
    if (position >= bufferStart && position <= bufferEnd) {
      buffer.position((int) (position - bufferStart));
    } else {
      buffer.limit(0);
      bufferEnd = position;
    }
  }

  byte[] take(int length) {
    byte[] bytes = new byte[length];
    ByteBuffer into = ByteBuffer.wrap(bytes);
    int buffered = Math.min(length, buffer.remaining());
    buffer.get(bytes, 0, buffered);
    into.position(buffered);
    if (into.hasRemaining()) {
      buffer.limit(0);
      bufferEnd += file.read(bufferEnd, into);
      if (into.hasRemaining()) {
        throw new CorruptParquetException("the file ends inside a page");
      }
    }
    return bytes;
  }

  @Override
  public int read() {
    return fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  private boolean fill() {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - bufferEnd));
    int count = file.read(bufferEnd, buffer);
    buffer.flip();
    bufferEnd += count;
    return count > 0;
  }
}
