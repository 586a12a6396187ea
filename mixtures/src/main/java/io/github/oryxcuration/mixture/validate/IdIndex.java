package io.github.oryxcuration.mixture.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds ids that occur twice, exactly and in bounded memory: every thread writes its ids sorted by
 * their digest, and a merge shows equal ones side by side.
 */
final class IdIndex implements Closeable {
  private static final int KEY = 16;
  private static final Buckets ONE = new Buckets(1);

  private final RunWriter run;

  IdIndex(String path) {
    run = new RunWriter(path, KEY, ONE);
  }

  /** {@code shard} is the number of the file in the set. */
  void add(String id, int shard, long row) throws IOException {
    byte[] name = id.getBytes(UTF_8);
    ByteBuffer value = ByteBuffer.allocate(12 + name.length);
    value.putInt(shard).putLong(row).put(name);
    run.add(Arrays.copyOf(Digest.of(name), KEY), value.array());
  }

  void commit() throws IOException {
    run.commit();
  }

  @Override
  public void close() throws IOException {
    run.close();
  }

  /** Reports every row whose id an earlier row has; {@code files} are the names of the shards. */
  static void report(List<String> paths, List<String> files, Findings findings) throws IOException {
    List<String> there = paths.stream().filter(Storage::exists).toList();
    try (RunReader rows = RunReader.open(there, 0)) {
      @Nullable RunRow first = null;
      while (rows.hasNext()) {
        RunRow row = rows.next();
        if (first == null || !Arrays.equals(first.key(), row.key())) {
          first = row;
          continue;
        }
        ByteBuffer here = ByteBuffer.wrap(row.value());
        ByteBuffer before = ByteBuffer.wrap(first.value());
        String file = files.get(here.getInt());
        long number = here.getLong();
        String earlier = files.get(before.getInt()) + " row " + before.getLong();
        String id = UTF_8.decode(here).toString();
        findings.wrong(Check.IDS, new Finding(file, number, id, "the same id as " + earlier));
      }
    }
  }
}
