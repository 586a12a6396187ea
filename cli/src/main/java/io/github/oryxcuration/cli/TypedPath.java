package io.github.oryxcuration.cli;

import java.nio.file.Path;

/** A path as a user types it. */
public final class TypedPath {
  private TypedPath() {}

  /** Relative paths start from the working directory; those with a scheme stay as they are. */
  public static String absolute(String path) {
    return path.contains("://") ? path : Path.of(path).toAbsolutePath().normalize().toString();
  }
}
