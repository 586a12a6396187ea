package io.github.oryxcuration.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.storage.MemoryStore.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryStorageTest extends StorageContract {
  private final MemoryStore store = MemoryStore.create();

  @Override
  String root() {
    return store.root();
  }

  @AfterEach
  void forget() {
    store.close();
  }

  @Test
  void fileAppearsOnlyWhenItsChannelIsClosed() throws IOException {
    try (WritableByteChannel channel = Storage.create(store.path("a"))) {
      channel.write(ByteBuffer.wrap(new byte[10]));
      assertThat(store.keys()).isEmpty();
    }
    assertThat(store.keys()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "WRITE", "CLOSE", "MATCH", "RENAME", "RENAME_BETWEEN"})
  void failedCommitLeavesTheOlderFileOrTheNewOneWholeAndNoTemporary(Operation operation)
      throws IOException {
    Storage.commitText(store.path("a"), "older");
    store.fail(operation, 1);

    assertThatThrownBy(() -> Storage.commitText(store.path("a"), "newer!"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Planned fault: " + operation + " ");

    assertThat(store.keys()).containsExactly("a");
    assertThat(Storage.readText(store.path("a")))
        .isEqualTo(operation == Operation.RENAME_BETWEEN ? "newer!" : "older");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "WRITE", "CLOSE", "MATCH", "RENAME", "RENAME_BETWEEN"})
  void commitAfterACrashRepairs(Operation operation) throws IOException {
    Storage.commitText(store.path("a"), "older");
    store.crash(operation, 1);

    assertThatThrownBy(() -> Storage.commitText(store.path("a"), "newer!"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Storage.exists(store.path("a")))
        .isInstanceOf(UncheckedIOException.class);
    store.restart();

    assertThat(Storage.readText(store.path("a"))).isIn("older", "newer!");
    Storage.commitText(store.path("a"), "newer!");
    Storage.sweepTemporaries(root());
    assertThat(store.keys()).containsExactly("a");
    assertThat(Storage.readText(store.path("a"))).isEqualTo("newer!");
  }

  @Test
  void nthReadFailsOnceAndOthersDoNot() throws IOException {
    store.put("a", "text".getBytes(StandardCharsets.UTF_8));
    store.shortReads(1);
    store.fail(Operation.READ, 3);

    assertThatThrownBy(() -> Storage.readAll(store.path("a")))
        .isInstanceOf(IOException.class)
        .hasMessage("Planned fault: READ 3 of a");
    assertThat(store.count(Operation.READ)).isEqualTo(3);
    assertThat(Storage.readText(store.path("a"))).isEqualTo("text");
  }

  @Test
  void shortReadsGiveTheSameBytes() throws IOException {
    store.put("a", "0123456789".getBytes(StandardCharsets.UTF_8));
    store.shortReads(3);

    assertThat(Storage.readText(store.path("a"))).isEqualTo("0123456789");
    assertThat(Storage.readRange(store.path("a"), 1, 8))
        .isEqualTo("12345678".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bucketsDoNotSeeEachOther() throws IOException {
    try (MemoryStore other = MemoryStore.create()) {
      store.put("a", new byte[1]);
      assertThat(Storage.exists(other.path("a"))).isFalse();
      assertThat(Storage.exists(store.path("a"))).isTrue();
    }
  }
}
