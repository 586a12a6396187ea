package io.github.oryxcuration.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose bytes are on the disk once {@link #settle} returns, so that a full or failing
 * disk shows before a file gets its final name. On the local disk, writing back begins while the
 * file is still being written: a thread brings to the disk what has come in since the last time.
 * Elsewhere {@link #close} is what makes a file last. Not for several threads at once.
 */
public final class DurableChannel implements WritableByteChannel {
  /** The disk is kept busy from so many bytes on; less would only make it wait more often. */
  private static final long STEP = 128L << 20;

  private final WritableByteChannel channel;
  private final @Nullable FileChannel file;
  private @Nullable ExecutorService thread;
  private @Nullable Future<?> behind;
  private long waiting;

  DurableChannel(WritableByteChannel channel) {
    this.channel = channel;
    this.file = channel instanceof FileChannel local ? local : null;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int written = channel.write(bytes);
    waiting += written;
    if (file != null && waiting >= STEP && (behind == null || behind.isDone())) {
      await();
      waiting = 0;
      behind = thread().submit(() -> bringToDisk(file));
    }
    return written;
  }

  private static @Nullable Void bringToDisk(FileChannel file) throws IOException {
    file.force(false);
    return null;
  }

  private ExecutorService thread() {
    ExecutorService running = thread;
    if (running == null) {
      running =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread made = new Thread(task, "write-behind");
                made.setDaemon(true);
                return made;
              });
      thread = running;
    }
    return running;
  }

  /** Waits until everything that was written lasts. */
  public void settle() throws IOException {
    await();
    if (file != null) {
      file.force(false);
    }
  }

  private void await() throws IOException {
    Future<?> last = behind;
    behind = null;
    if (last == null) {
      return;
    }
    try {
      last.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a file was brought to the disk", e);
    } catch (ExecutionException e) {
      throw new IOException("A file cannot be brought to the disk: " + e.getCause(), e);
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (thread != null) {
      thread.shutdown();
    }
    channel.close();
  }
}
