package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.manifest.Manifest;

/** The folder of a set by the path that a user typed. */
final class SetFolder {
  private SetFolder() {}

  /** The absolute path of a folder that holds a finished build. */
  static String finished(String path) {
    String folder = TypedPath.absolute(path);
    if (!Manifest.exists(folder)) {
      throw new UsageException(
          folder + " holds no finished build: manifest.json is missing. Run its build to the end.");
    }
    return folder;
  }
}
