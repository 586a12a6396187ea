package io.github.oryxcuration.cli.finished;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.manifest.Manifest;

/** The folder of a set by the path that a user typed. */
public final class SetFolder {
  private SetFolder() {}

  /** The absolute path of a folder that holds a finished build. */
  public static String finished(String path) {
    return finished(path, "Run its build to the end.");
  }

  /**
   * The same.
   *
   * @param advice what to do about a folder without a finished build
   */
  public static String finished(String path, String advice) {
    String folder = TypedPath.absolute(path);
    if (!Manifest.exists(folder)) {
      throw new UsageException(
          folder + " holds no finished build: manifest.json is missing. " + advice);
    }
    return folder;
  }
}
