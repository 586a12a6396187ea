package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.storage.StorageFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.util.List;

/**
 * Tells a medium that may not be read, which costs its row alone, from an environment that is
 * broken, which ends the run so that a rerun goes on from there: a task that was interrupted, a
 * process out of handles or memory, a disk or mount that went away.
 */
final class Unreadable {
  private static final List<String> EXHAUSTED =
      List.of("Too many open files", "Cannot allocate memory", "No space left");

  private Unreadable() {}

  /**
   * What a failed read of one medium means.
   *
   * @param name of the medium, for the message
   * @param path of the file that holds it
   * @return MEDIA_UNREADABLE, or MEDIA_MISSING
   * @throws IOException the failure itself where it is not the medium's
   */
  static CurationException of(String name, String path, IOException failure) throws IOException {
    passOn(failure);
    if (failure instanceof FileNotFoundException && !Storage.exists(path)) {
      return MediaBytes.missing(name, failure);
    }
    if (!StorageFailure.isDenied(failure) && !isReachable(path)) {
      throw failure;
    }
    return new CurationException(
        Reason.MEDIA_UNREADABLE,
        name + ": cannot be read: " + StorageFailure.why(failure),
        failure);
  }

  /** Throws what is never a medium's own failure. */
  static void passOn(IOException failure) throws IOException {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      if (e instanceof InterruptedIOException
          || e instanceof AsynchronousCloseException
          || EXHAUSTED.stream().anyMatch(message::contains)) {
        throw failure;
      }
    }
  }

  /** Whether the place of a file is still there, though the file failed. */
  private static boolean isReachable(String path) {
    try {
      if (path.contains("://")) {
        Storage.stat(path);
        return true;
      }
      return Storage.isFolder(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    } catch (IOException e) {
      return false;
    }
  }
}
