package io.github.oryxcuration.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
  @TempDir Path folder;

  @Test
  void withoutALimitTheMachinesMemoryIsAvailable() throws IOException {
    assertThat(HostMemory.available(meminfo(), folder.resolve("none"))).isEqualTo(5_000L << 10);
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Files.writeString(folder.resolve("memory.current"), "1000\n");
    assertThat(HostMemory.available(meminfo(), folder)).isEqualTo(5_000L << 10);
  }

  @Test
  void aContainersLimitCountsAndItsPageCacheDoesNot() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "10000\n");
    Files.writeString(folder.resolve("memory.current"), "9000\n");
    assertThat(HostMemory.available(meminfo(), folder)).isEqualTo(1_000);
    Files.writeString(folder.resolve("memory.stat"), "anon 5\ninactive_file 3000\nfile 9\n");
    assertThat(HostMemory.available(meminfo(), folder)).isEqualTo(4_000);
    Files.writeString(folder.resolve("memory.current"), "99000\n");
    assertThat(HostMemory.available(meminfo(), folder)).isZero();
  }

  @Test
  void thisMachineHasSome() {
    assertThat(HostMemory.available()).isPositive();
    assertThat(HostMemory.available(folder.resolve("none"), folder)).isPositive();
  }

  private Path meminfo() throws IOException {
    return Files.writeString(
        folder.resolve("meminfo"),
        "MemTotal:       16000 kB\nMemFree:         100 kB\nMemAvailable:    5000 kB\n");
  }
}
