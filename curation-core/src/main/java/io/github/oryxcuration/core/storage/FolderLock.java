package io.github.oryxcuration.core.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two processes from writing one folder at once. The operating system lets go of it when its
 * process ends, however it ends, so that a crash locks nobody out; the hidden file that it leaves
 * then means nothing. Stores other than the local disk, and disks without locks, have none: there
 * the caller is trusted.
 */
public final class FolderLock implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(FolderLock.class);
  private static final String NAME = ".oryx-curate.lock";

  private final @Nullable Path file;
  private final @Nullable FileChannel channel;

  private FolderLock(@Nullable Path file, @Nullable FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a folder, which is made where it is missing.
   *
   * @return null if another process, or another caller of this one, holds it
   * @throws IOException if the folder cannot be written
   */
  public static @Nullable FolderLock tryLock(String folder) throws IOException {
    if (!LocalFiles.holds(folder)) {
      return new FolderLock(null, null);
    }
    Path path = Path.of(LocalFiles.plain(folder));
    Files.createDirectories(path);
    Path file = path.resolve(NAME);
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException held) {
        channel.close();
        return null;
      } catch (IOException unsupported) {
        log.warn("{} has no file locks: two builds at once would not be noticed", path);
        channel.close();
        return new FolderLock(null, null);
      }
      if (lock == null) {
        channel.close();
        return null;
      }
      if (Files.exists(file)) {
        return new FolderLock(file, channel);
      }
      channel.close(); // its last holder deleted it between the two calls; lock a new one
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null && channel != null) {
      Files.deleteIfExists(file);
      channel.close();
    }
  }
}
