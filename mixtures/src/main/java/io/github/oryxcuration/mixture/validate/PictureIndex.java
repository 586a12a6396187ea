package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.picture.NearHashes;
import io.github.oryxcuration.core.picture.PerceptualHash;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Finds different pictures that look alike, in bounded memory: they are sorted once by each pair of
 * blocks of {@link NearHashes}. Equal bytes count as one picture. Pictures of one sample, or of one
 * raw file, are not compared: frames of a video are alike.
 */
final class PictureIndex implements Closeable {
  private static final int BYTES_KEY = 16;
  private static final int BLOCK_KEY = 9;
  private static final Buckets ONE = new Buckets(1);

  /** Pictures that share two blocks; of more, only the first are compared. */
  private static final int MOST_COMPARED = 2000;

  private final RunWriter run;

  PictureIndex(String path) {
    run = new RunWriter(path, BYTES_KEY, ONE);
  }

  /**
   * Adds the pictures of a sample.
   *
   * @param hashes one per frame, {@link PerceptualHash#NONE} where there is none
   */
  void add(SamplePlace place, Sample sample, long[] hashes) throws IOException {
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != PerceptualHash.NONE) {
        Frame frame = sample.frames().get(i);
        byte[] key = Arrays.copyOf(HexFormat.of().parseHex(frame.sha256()), BYTES_KEY);
        byte[] where = place.bytes();
        ByteBuffer value = ByteBuffer.allocate(20 + where.length);
        value.put(where).putInt(i).putLong(hashes[i]).putLong(origin(sample, i));
        run.add(key, value.array());
      }
    }
  }

  /** The raw file that a picture was made of. */
  private static long origin(Sample sample, int frame) {
    List<Provenance.Medium> media = sample.provenance().media();
    String path =
        media.isEmpty() ? sample.id() : media.get(Math.min(frame, media.size() - 1)).path();
    return ByteBuffer.wrap(Digest.of(path.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  void commit() throws IOException {
    run.commit();
  }

  @Override
  public void close() throws IOException {
    run.close();
  }

  /** A picture as the index keeps it. */
  private record Seen(SamplePlace place, int frame, long hash, long origin) {
    static Seen of(ByteBuffer value) {
      return new Seen(SamplePlace.of(value), value.getInt(), value.getLong(), value.getLong());
    }

    boolean mayBeCompared(Seen other) {
      return origin != other.origin && !place.id().equals(other.place.id());
    }

    String told(List<String> files) {
      return "picture " + (frame + 1) + " of " + place.told(files);
    }
  }

  /**
   * Reports pairs of pictures that look alike; {@code files} name the shards.
   *
   * @param scratch a path for one more temporary file
   */
  static void report(List<String> paths, List<String> files, String scratch, Findings findings)
      throws IOException {
    byBlocks(paths.stream().filter(Storage::exists).toList(), scratch, findings);
    long within = 0;
    long across = 0;
    long left = 0;
    try (RunReader rows = RunReader.open(List.of(scratch), 0)) {
      List<Seen> group = new ArrayList<>();
      byte[] key = new byte[0];
      while (rows.hasNext()) {
        RunRow row = rows.next();
        if (!Arrays.equals(key, row.key())) {
          key = row.key();
          group.clear();
        }
        Seen seen = Seen.of(ByteBuffer.wrap(row.value()));
        for (Seen earlier : group) {
          if (isFirstMeeting(earlier.hash, seen.hash, key[0]) && earlier.mayBeCompared(seen)) {
            boolean same = earlier.place.source().equals(seen.place.source());
            within += same ? 1 : 0;
            across += same ? 0 : 1;
            String message =
                "picture %d looks like %s: %d bits differ"
                    .formatted(
                        seen.frame + 1,
                        earlier.told(files),
                        PerceptualHash.distance(earlier.hash, seen.hash));
            findings.wrong(Check.LOOKALIKES, seen.place.finding(files, message));
          }
        }
        if (group.size() < MOST_COMPARED) {
          group.add(seen);
        } else {
          left++;
        }
      }
    }
    if (within + across > 0 || left > 0) {
      String more = left == 0 ? "" : "; " + left + " comparisons of very common looks left out";
      findings.note(
          Check.LOOKALIKES,
          "pairs within a source: " + within + ", across sources: " + across + more);
    }
  }

  /** Whether two hashes are near, and share no pair of blocks before this one. */
  private static boolean isFirstMeeting(long a, long b, int table) {
    if (PerceptualHash.distance(a, b) > NearHashes.NEAR) {
      return false;
    }
    for (int earlier = 0; earlier < table; earlier++) {
      if (((a ^ b) & NearHashes.masks().get(earlier)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** One picture of each content, sorted by every pair of blocks of its hash. */
  private static void byBlocks(List<String> paths, String scratch, Findings findings)
      throws IOException {
    try (RunReader rows = RunReader.open(paths, 0);
        RunWriter blocks = new RunWriter(scratch, BLOCK_KEY, ONE)) {
      byte[] before = new byte[0];
      while (rows.hasNext()) {
        RunRow row = rows.next();
        if (!Arrays.equals(before, row.key())) {
          before = row.key();
          findings.looked(Check.LOOKALIKES, 1);
          long hash = Seen.of(ByteBuffer.wrap(row.value())).hash;
          for (int table = 0; table < NearHashes.masks().size(); table++) {
            ByteBuffer key = ByteBuffer.allocate(BLOCK_KEY);
            key.put((byte) table).putLong(hash & NearHashes.masks().get(table));
            blocks.add(key.array(), row.value());
          }
        }
      }
      blocks.commit();
    }
  }
}
