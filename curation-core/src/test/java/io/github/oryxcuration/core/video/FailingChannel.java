package io.github.oryxcuration.core.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Bytes of which those from some place on cannot be read. */
final class FailingChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private final int good;
  private final Exception failure;
  private long position;

  /**
   * @param failure an IOException or a RuntimeException
   */
  FailingChannel(byte[] bytes, int good, Exception failure) {
    this.bytes = bytes;
    this.good = good;
    this.failure = failure;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= bytes.length) {
      return -1;
    }
    if (position >= good) {
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
    int count = (int) Math.min(target.remaining(), good - position);
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
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
