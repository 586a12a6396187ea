package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Little-endian reads anywhere in a file of any size. */
final class ChannelBytes implements Closeable {
  private final String path;
  private final SeekableByteChannel channel;
  private final long length;

  private ChannelBytes(String path, SeekableByteChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.length = channel.size();
  }

  static ChannelBytes open(String path) throws IOException {
    try {
      return new ChannelBytes(path, Storage.open(path));
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
  }

  String path() {
    return path;
  }

  long length() {
    return length;
  }

  /** Whether so many bytes are there; sizes read from files may be anything. */
  boolean has(long offset, long bytes) {
    return offset >= 0 && bytes >= 0 && offset <= length && bytes <= length - offset;
  }

  /** Exactly so many bytes, which the caller knows to be there. */
  ByteBuffer read(long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(offset);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new CurationException(
            Reason.MEDIA_TRUNCATED,
            "%s: ends before byte %d, which was there before".formatted(path, offset + bytes));
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
