package io.github.oryxcuration.core.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  /** Another process: holds the lock of its argument until its input ends. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      FolderLock lock = FolderLock.tryLock(args[0]);
      System.out.println(lock != null ? "held" : "refused");
      while (System.in.read() >= 0) {
        // until the parent lets go
      }
      System.exit(lock != null ? 0 : 1);
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    return requireNonNull(
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine());
  }

  @Test
  void folderIsHeldOnceAndFreeAfterwards() throws IOException {
    String path = folder.resolve("new/folder").toString();
    try (FolderLock first = requireNonNull(FolderLock.tryLock(path))) {
      assertThat(first).isNotNull();
      assertThat(FolderLock.tryLock(path)).isNull();
    }
    try (FolderLock again = requireNonNull(FolderLock.tryLock(path))) {
      assertThat(again).isNotNull();
    }
    assertThat(folder.resolve("new/folder")).isEmptyDirectory();
  }

  @Test
  void anotherProcessHoldsItUntilItDies() throws Exception {
    Process holder = holder();
    try {
      assertThat(firstLine(holder)).isEqualTo("held");
      assertThat(FolderLock.tryLock(folder.toString())).isNull();
      Process second = holder();
      assertThat(firstLine(second)).isEqualTo("refused");
      second.getOutputStream().close();
      assertThat(second.waitFor()).isEqualTo(1);
    } finally {
      holder.destroyForcibly().waitFor();
    }

    try (FolderLock after = requireNonNull(FolderLock.tryLock(folder.toString()))) {
      assertThat(after).isNotNull();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void storesWithoutLocksTrustTheirCallers() throws IOException {
    try (FolderLock first = requireNonNull(FolderLock.tryLock("gs://bucket/set"));
        FolderLock second = requireNonNull(FolderLock.tryLock("gs://bucket/set"))) {
      assertThat(first).isNotSameAs(second);
    }
  }
}
