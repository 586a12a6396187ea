package io.github.oryxcuration.core.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Bytes in memory as a channel to read from, giving at most some bytes at a time. */
public final class BytesChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private final int mostPerRead;
  private long position;
  private boolean closed;

  public BytesChannel(byte[] bytes) {
    this(bytes, Integer.MAX_VALUE);
  }

  public BytesChannel(byte[] bytes, int mostPerRead) {
    this.bytes = bytes;
    this.mostPerRead = mostPerRead;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(Math.min(mostPerRead, target.remaining()), bytes.length - position);
    target.put(bytes, (int) position, count);
    position += count;
    return count;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public BytesChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public BytesChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
