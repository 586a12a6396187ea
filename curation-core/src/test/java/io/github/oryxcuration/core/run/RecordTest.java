package io.github.oryxcuration.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
  @TempDir Path folder;
  private String path;

  @BeforeEach
  void name() {
    path = folder.resolve("records").toString();
  }

  private void write(List<byte[]> records) throws IOException {
    try (RecordWriter writer = new RecordWriter(path)) {
      for (byte[] record : records) {
        int half = record.length / 2;
        writer.add(Arrays.copyOf(record, half), Arrays.copyOfRange(record, half, record.length));
      }
      writer.commit();
    }
  }

  private List<byte[]> read() throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(path)) {
      while (reader.next()) {
        int end = reader.offset() + reader.length();
        records.add(Arrays.copyOfRange(reader.array(), reader.offset(), end));
      }
    }
    return records;
  }

  @Test
  void recordsOfAnyLengthComeBackInOrder() throws IOException {
    Random random = new Random(3);
    List<byte[]> records = new ArrayList<>(List.of(new byte[0], new byte[1]));
    for (int i = 0; i < 3000; i++) {
      // Far longer than the buffer, about as long, and short.
      byte[] record = new byte[i % 1000 == 7 ? 1_000_000 + i : i % 100 == 3 ? 1 << 18 : i % 700];
      random.nextBytes(record);
      records.add(record);
    }

    write(records);

    List<byte[]> read = read();
    assertThat(read).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(read.get(i)).isEqualTo(records.get(i));
    }
  }

  @Test
  void fileOfNothingHoldsNoRecords() throws IOException {
    write(List.of());
    assertThat(read()).isEmpty();
  }

  @Test
  void fileThatEndsWithinARecordIsRefused() throws IOException {
    write(List.of(new byte[10]));
    byte[] whole = Files.readAllBytes(Path.of(path));
    for (int length = 1; length < whole.length; length++) {
      Files.write(Path.of(path), Arrays.copyOf(whole, length));
      assertThatThrownBy(this::read)
          .isInstanceOf(EOFException.class)
          .hasMessage(path + " ends within a record");
    }
  }

  @Test
  void fileThatIsNotCommittedLeavesNothing() throws IOException {
    try (RecordWriter writer = new RecordWriter(path)) {
      writer.add(new byte[1 << 20]);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
