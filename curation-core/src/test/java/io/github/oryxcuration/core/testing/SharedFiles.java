package io.github.oryxcuration.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real material that lies beside the project and is never part of it. A test that asks for a file
 * that is absent is skipped with a message that names it.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder below {@code shared.dir}. */
  public static Path shared(String name) {
    return present(sharedFolder().resolve(name));
  }

  /** A file of the reference's numbers: below {@code golden.dir}, or below the shared folder. */
  public static Path golden(String name) {
    String folder = System.getProperty("golden.dir", "");
    Path root = folder.isEmpty() ? sharedFolder().resolve("golden/dev") : Path.of(folder);
    return present(root.resolve(name));
  }

  public static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  private static Path sharedFolder() {
    return Path.of(System.getProperty("shared.dir", "../shared"));
  }

  private static Path present(Path path) {
    assumeTrue(
        Files.exists(path), () -> "Skipped: " + path + " is absent (see shared.dir, golden.dir)");
    return path;
  }
}
