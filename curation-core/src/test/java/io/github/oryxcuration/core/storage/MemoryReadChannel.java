package io.github.oryxcuration.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads one file of a {@link MemoryStore} as it was when opened, in short reads if so told. */
final class MemoryReadChannel implements SeekableByteChannel {
  private final MemoryStore store;
  private final String key;
  private final byte[] bytes;
  private long position;
  private boolean open = true;

  MemoryReadChannel(MemoryStore store, String key, byte[] bytes) {
    this.store = store;
    this.key = key;
    this.bytes = bytes;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    store.count(MemoryStore.Operation.READ, key);
    if (position >= bytes.length) {
      return -1;
    }
    int left = (int) (bytes.length - position);
    int count = Math.min(Math.min(target.remaining(), left), store.longestReadBytes());
    target.put(bytes, (int) position, count);
    position += count;
    return count;
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("position must be >= 0, but was " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return bytes.length;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
