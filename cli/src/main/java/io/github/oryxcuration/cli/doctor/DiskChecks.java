package io.github.oryxcuration.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Space and speed of the disk that a build will write to. */
final class DiskChecks {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCKS = 64;
  private static final long LITTLE_SPACE = 5L << 30;

  private DiskChecks() {}

  static List<Check> all(Path out) {
    Path folder = existing(out.toAbsolutePath().normalize());
    try {
      FileStore store = Files.getFileStore(folder);
      long free = store.getUsableSpace();
      String found = "%s free at %s (%s)".formatted(MachineChecks.gib(free), folder, store.type());
      Check space =
          free >= LITTLE_SPACE
              ? Check.ok("Disk space", found)
              : Check.note("Disk space", found, "A set of a million pictures takes about 100 GB.");
      return List.of(space, speed(folder));
    } catch (IOException e) {
      return List.of(
          Check.missing(
              "Disk", "cannot look at " + folder + ": " + e.getMessage(), "Check --out."));
    }
  }

  /** The folder itself or the nearest one above it that exists. */
  private static Path existing(Path folder) {
    Path at = folder;
    while (!Files.isDirectory(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        return at;
      }
      at = parent;
    }
    return at;
  }

  private static Check speed(Path folder) {
    try {
      Path file = Files.createTempFile(folder, ".oryx-doctor-", ".tmp");
      try {
        return Check.ok(
            "Disk speed",
            String.format(Locale.ROOT, "%.0f MB/s written and synced (64 MiB)", write(file)));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return Check.missing(
          "Disk speed",
          "cannot write to " + folder + ": " + e,
          "Choose a folder with --out that you may write to.");
    }
  }

  /** MB/s. */
  private static double write(Path file) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    new Random(0).nextBytes(block);
    long start = System.nanoTime();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < BLOCKS; i++) {
        ByteBuffer buffer = ByteBuffer.wrap(block);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      channel.force(true);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return BLOCKS * (double) BLOCK_BYTES / 1e6 / seconds;
  }
}
