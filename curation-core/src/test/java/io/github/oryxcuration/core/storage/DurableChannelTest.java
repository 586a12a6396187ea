package io.github.oryxcuration.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableChannelTest {
  @TempDir Path folder;

  @Test
  void everythingIsThereAfterWritingBehind() throws IOException {
    Path file = folder.resolve("new/file");
    byte[] block = new byte[1 << 20];
    new Random(1).nextBytes(block);
    try (DurableChannel channel = Storage.createDurable(file.toString())) {
      for (int i = 0; i < 300; i++) { // more than two steps
        ByteBuffer bytes = ByteBuffer.wrap(block);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.settle();

      assertThat(channel.isOpen()).isTrue();
      assertThat(Files.size(file)).isEqualTo(300L << 20);
    }
    byte[] last = new byte[1 << 20];
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(299L << 20);
      assertThat(in.readNBytes(last, 0, last.length)).isEqualTo(last.length);
    }
    assertThat(last).isEqualTo(block);
  }

  @Test
  void closedChannelTakesNothing() throws IOException {
    DurableChannel channel = Storage.createDurable(folder.resolve("file").toString());
    channel.close();

    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(channel::settle).isInstanceOf(ClosedChannelException.class);
  }
}
