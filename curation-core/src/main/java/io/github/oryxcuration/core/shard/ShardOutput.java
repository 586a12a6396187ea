package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The file that parquet-java writes to: small writes are gathered, arrays of pictures go to the
 * channel as they are, and the digest of everything is kept.
 */
final class ShardOutput extends PositionOutputStream implements OutputFile {
  private static final int BUFFER = 1 << 16;

  private final String path;
  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final MessageDigest sha256;
  private long written;

  ShardOutput(String path) throws IOException {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    this.path = path;
    this.channel = Storage.create(path);
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      flushBuffer();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length <= buffer.remaining()) {
      buffer.put(bytes, offset, length);
    } else {
      flushBuffer();
      send(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  private void flushBuffer() throws IOException {
    buffer.flip();
    send(buffer);
    buffer.clear();
  }

  private void send(ByteBuffer bytes) throws IOException {
    written += bytes.remaining();
    sha256.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void flush() throws IOException {
    flushBuffer();
  }

  @Override
  public void close() throws IOException {
    try {
      flushBuffer();
    } finally {
      channel.close();
    }
  }

  /** Closes without writing what is still in the buffer. */
  void abandon() throws IOException {
    channel.close();
  }

  @Override
  public long getPos() {
    return written + buffer.position();
  }

  /** Of all bytes, once the stream is closed. */
  String digest() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path;
  }
}
