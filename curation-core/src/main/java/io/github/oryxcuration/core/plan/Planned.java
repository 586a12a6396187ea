package io.github.oryxcuration.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.media.FramePick;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/**
 * A candidate whose media were probed: all that is needed to write its sample but the pixels.
 *
 * @param media one probe per medium of the candidate, in order
 * @param picks frames that a video sample keeps, ascending; empty for pictures and text
 * @param bytes that the sample is expected to take in a shard; decides where shards are cut
 * @param haystackBytes that the frames are expected to take which it shares with other samples; 0
 *     where it shares none
 */
public record Planned(
    Candidate candidate,
    List<MediaProbe> media,
    List<FramePick> picks,
    Budget budget,
    long bytes,
    long haystackBytes) {
  public Planned {
    media = List.copyOf(media);
    picks = List.copyOf(picks);
  }

  /** A sample that shares no frames. */
  public Planned(
      Candidate candidate,
      List<MediaProbe> media,
      List<FramePick> picks,
      Budget budget,
      long bytes) {
    this(candidate, media, picks, budget, bytes, 0);
  }

  /**
   * The id of the frames that it shares with all samples of its source that show the same frames of
   * the same film; 0 where it shares none. A picture that is inserted is no part of them.
   */
  public long haystack() {
    if (haystackBytes == 0) {
      return 0;
    }
    MessageDigest digest = Digest.create();
    digest.update((candidate.source() + "\n" + media.get(0).sha256()).getBytes(UTF_8));
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    for (FramePick pick : picks) {
      digest.update(number.putLong(0, pick.index()).array());
    }
    return ByteBuffer.wrap(digest.digest()).getLong() | 1; // never 0
  }

  /** As samples and haystacks have it. */
  public static String haystackName(long haystack) {
    return String.format(Locale.ROOT, "%016x", haystack);
  }
}
