package io.github.oryxcuration.test.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMeterTest {
  @TempDir private Path folder;

  /** Holds 200 MB and counts for 300 ms. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) {
      byte[] memory = new byte[200 << 20];
      long end = System.nanoTime() + 300_000_000L;
      int at = 0;
      while (System.nanoTime() < end) {
        for (int i = 0; i < 4096; i++) {
          memory[at] = 1;
          at = (at + 4096) % memory.length;
        }
      }
    }
  }

  @Test
  void memoryAndTimeOfAProcessAreSeen() throws IOException {
    ProcessMeter.Measured measured =
        ProcessMeter.run(
            ChildJvm.of(Worker.class.getName()).command(),
            folder.resolve("log"),
            Duration.ofMinutes(1));

    assertThat(measured.exitCode()).isZero();
    assertThat(measured.peakRssBytes()).isBetween(200L << 20, 600L << 20);
    assertThat(measured.cpu()).isPositive().isLessThan(Duration.ofSeconds(20));
    assertThat(measured.wall()).isBetween(Duration.ofMillis(300), Duration.ofMinutes(1));
  }

  @Test
  void failureIsToldWithWhatTheProcessPrinted() {
    assertThatThrownBy(
            () ->
                ProcessMeter.run(
                    List.of("sh", "-c", "echo what happened; exit 7"),
                    folder.resolve("log"),
                    Duration.ofMinutes(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("sh exited with 7\nwhat happened\n");
  }

  @Test
  void processThatOutlivesItsLimitIsKilled() {
    assertThatThrownBy(
            () ->
                ProcessMeter.run(
                    List.of("sleep", "600"), folder.resolve("log"), Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Still running at its time limit");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }
}
