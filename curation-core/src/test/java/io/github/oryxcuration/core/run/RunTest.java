package io.github.oryxcuration.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {64, 1000, 1 << 20})
  void bucketsOfSeveralFilesGiveAllRowsInOrder(int segmentBytes) throws IOException {
    Random random = new Random(segmentBytes);
    Buckets buckets = new Buckets(8);
    List<RunRow> rows = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      String path = folder.resolve("run-" + file).toString();
      try (RunWriter writer = new RunWriter(path, 16, buckets, segmentBytes)) {
        for (int i = 0; i < 500 * file; i++) {
          RunRow row = row(random);
          rows.add(row);
          writer.add(row.key(), row.value());
        }
        writer.commit();
      }
      paths.add(path);
    }
    Collections.sort(rows);

    List<RunRow> read = new ArrayList<>();
    for (int b = 0; b < buckets.count(); b++) {
      try (RunReader reader = RunReader.open(paths, b)) {
        while (reader.hasNext()) {
          RunRow row = reader.next();
          assertThat(buckets.of(row.key())).isEqualTo(b);
          read.add(row);
        }
      }
    }
    assertThat(read).isEqualTo(rows);
  }

  @Test
  void fewFilesAreOpenAtOnceHoweverManyAreMerged() throws IOException {
    Random random = new Random(5);
    Buckets buckets = new Buckets(2);
    List<RunRow> rows = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (int file = 0; file < 40; file++) {
      String path = folder.resolve("run-" + file).toString();
      try (RunWriter writer = new RunWriter(path, 16, buckets, 200_000)) {
        for (int i = 0; i < 60; i++) {
          RunRow row = row(random);
          rows.add(row);
          writer.add(row.key(), row.value());
        }
        writer.commit();
      }
      paths.add(path);
    }
    Collections.sort(rows);

    List<RunRow> read = new ArrayList<>();
    for (int b = 0; b < buckets.count(); b++) {
      OpenRuns runs = new OpenRuns(3);
      try (RunReader reader = RunReader.open(paths, b, runs)) {
        while (reader.hasNext()) {
          read.add(reader.next());
          assertThat(runs.count()).isLessThanOrEqualTo(3);
        }
      }
      assertThat(runs.opened()).as("some were opened again").isGreaterThan(40);
      assertThat(runs.count()).isZero();
    }
    assertThat(read).isEqualTo(rows);
  }

  @Test
  void moreFilesThanAProcessMayOpenAreMerged() throws IOException {
    List<String> paths = new ArrayList<>();
    for (int file = 0; file < 600; file++) {
      String path = folder.resolve("run-" + file).toString();
      try (RunWriter writer = new RunWriter(path, 8, new Buckets(1))) {
        writer.add(ByteBuffer.allocate(8).putLong(file * 31L % 600).array(), new byte[] {1});
        writer.commit();
      }
      paths.add(path);
    }
    long before = openFiles();
    try (RunReader reader = RunReader.open(paths, 0)) {
      for (long number = 0; number < 600; number++) {
        assertThat(ByteBuffer.wrap(reader.next().key()).getLong()).isEqualTo(number);
      }
      assertThat(openFiles() - before).isLessThan(100);
      assertThat(reader.hasNext()).isFalse();
    }
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  private static RunRow row(Random random) {
    byte[] key = new byte[16];
    random.nextBytes(key);
    if (random.nextInt(4) == 0) {
      java.util.Arrays.fill(key, 0, 12, (byte) random.nextInt(3)); // many ties in the leading bits
    }
    byte[] value = new byte[random.nextInt(20) == 0 ? 100_000 : random.nextInt(300)];
    random.nextBytes(value);
    return new RunRow(key, value);
  }

  @Test
  void anAbandonedRunLeavesNoFile() throws IOException {
    String path = folder.resolve("run").toString();
    try (RunWriter writer = new RunWriter(path, 8, new Buckets(1), 64)) {
      for (int i = 0; i < 10; i++) {
        writer.add(new byte[8], new byte[100]);
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aTornFileIsRefused() throws IOException {
    Path path = folder.resolve("run");
    Files.write(path, new byte[3]);
    assertThatThrownBy(() -> RunReader.open(List.of(path.toString()), 0))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is too short for a run file");
  }

  @Test
  void bucketCountFollowsTheBytesAndNothingElse() {
    assertThat(Buckets.of(0, 64)).isEqualTo(new Buckets(8));
    assertThat(Buckets.of(64 * 9, 64)).isEqualTo(new Buckets(16));
    assertThat(Buckets.of(Long.MAX_VALUE, 1)).isEqualTo(new Buckets(4096));
  }
}
