package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.storage.DurableChannel;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The file that parquet-java writes to. Small writes are gathered; large arrays are taken as they
 * are and must not change. What was written is digested on another thread meanwhile.
 */
final class ShardOutput extends PositionOutputStream implements OutputFile {
  private static final int SMALL = 1 << 14;
  private static final int GATHER = 1 << 16;

  // Stays in a core's cache between the copy into it and the kernel's copy out of it.
  private static final int STAGE = 1 << 18;

  private final String path;
  private final WritableByteChannel channel;
  private final ByteBuffer stage = ByteBuffer.allocateDirect(STAGE);
  private final RunningDigest sha256 = new RunningDigest();

  private final ByteBuffer gathered = ByteBuffer.allocate(GATHER);
  private long taken;
  private String digest = "";

  /** A file that a crash of the machine may cost, because a rerun writes it again. */
  ShardOutput(String path) throws IOException {
    this(path, Storage.create(path));
  }

  private ShardOutput(String path, WritableByteChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A file that is on the disk when it is closed. */
  static ShardOutput durable(String path) throws IOException {
    return new ShardOutput(path, Storage.createDurable(path));
  }

  @Override
  public void write(int b) throws IOException {
    if (!gathered.hasRemaining()) {
      takeGathered();
    }
    gathered.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > gathered.remaining() || length > SMALL) {
      takeGathered();
    }
    if (length > SMALL) {
      take(ByteBuffer.wrap(bytes, offset, length));
    } else {
      gathered.put(bytes, offset, length);
    }
  }

  private void takeGathered() throws IOException {
    if (gathered.position() > 0) {
      gathered.flip();
      byte[] copy = new byte[gathered.remaining()];
      gathered.get(copy).clear();
      take(ByteBuffer.wrap(copy));
    }
  }

  private void take(ByteBuffer bytes) throws IOException {
    sha256.update(bytes.duplicate());
    taken += bytes.remaining();
    while (bytes.hasRemaining()) {
      int count = Math.min(stage.remaining(), bytes.remaining());
      stage.put(stage.position(), bytes, bytes.position(), count);
      stage.position(stage.position() + count);
      bytes.position(bytes.position() + count);
      if (!stage.hasRemaining()) {
        writeStage();
      }
    }
  }

  private void writeStage() throws IOException {
    stage.flip();
    while (stage.hasRemaining()) {
      channel.write(stage);
    }
    stage.clear();
  }

  @Override
  public void flush() throws IOException {
    takeGathered();
    writeStage();
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
      if (channel instanceof DurableChannel durable) {
        durable.settle();
      }
      digest = digest.isEmpty() ? sha256.finish() : digest;
    } finally {
      abandon();
    }
  }

  /** Closes without writing what is still gathered. */
  void abandon() throws IOException {
    sha256.stop();
    channel.close();
  }

  @Override
  public long getPos() {
    return taken + gathered.position();
  }

  /** Of all bytes, once the stream is closed. */
  String digest() {
    return digest;
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
