package io.github.oryxcuration.core.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What a file system says when it fails. */
public final class StorageFailure {
  private StorageFailure() {}

  /** Whether access to a file or folder is denied. */
  public static boolean isDenied(IOException failure) {
    return failure instanceof AccessDeniedException
        || (failure instanceof FileNotFoundException && why(failure).contains("Permission denied"));
  }

  /** The reason alone, without the path where the system keeps them apart. */
  public static String why(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
