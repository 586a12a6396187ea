package io.github.oryxcuration.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {
  @TempDir Path folder;

  private static void add(String path, String... lines) throws IOException {
    try (AppendLog log = AppendLog.open(path)) {
      for (String line : lines) {
        log.add(line);
      }
    }
  }

  @Test
  void linesOfSeveralRunsAreReadInTheirOrder() throws IOException {
    String path = folder.resolve("deep/er/log.jsonl").toString();
    assertThat(AppendLog.read(path)).isEmpty();

    add(path, "one", "zwei ü");
    add(path, "three");

    assertThat(AppendLog.read(path)).containsExactly("one", "zwei ü", "three");
  }

  @Test
  void lineThatWasHalfWrittenIsLeftOutAndCutOff() throws IOException {
    Path file = folder.resolve("log.jsonl");
    String path = file.toString();
    String longLine = "x".repeat(10_000);
    for (String torn : new String[] {"to", longLine}) {
      Files.writeString(file, "one\n" + torn);

      assertThat(AppendLog.read(path)).containsExactly("one");
      add(path, "two");
      assertThat(file).hasContent("one\ntwo\n");
    }
    Files.writeString(file, "torn from the start");
    add(path, "first");
    assertThat(file).hasContent("first\n");
  }

  @Test
  void lineBreakWithinALineIsRefused() throws IOException {
    try (AppendLog log = AppendLog.open(folder.resolve("log").toString())) {
      assertThatThrownBy(() -> log.add("a\nb"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a line of a log must hold no line break: a\nb");
    }
  }

  @Test
  void storeWithoutAppendingKeepsAnObjectPerLine() throws IOException {
    String path = MemoryStore.create().root() + "/log.jsonl";
    add(path, "one", "two");
    add(path, "three");

    assertThat(AppendLog.read(path)).containsExactly("one", "two", "three");
  }
}
