package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.manifest.Manifest;
import java.nio.file.Path;

/** The folder of a set by the path that a user typed. */
final class SetFolder {
  private SetFolder() {}

  /** Relative paths start from the working directory; those with a scheme stay as they are. */
  static String absolute(String path) {
    return path.contains("://") ? path : Path.of(path).toAbsolutePath().normalize().toString();
  }

  /** The same, of a folder that holds a finished build. */
  static String finished(String path) {
    String folder = absolute(path);
    if (!Manifest.exists(folder)) {
      throw new UsageException(
          folder + " holds no finished build: manifest.json is missing. Run its build to the end.");
    }
    return folder;
  }
}
