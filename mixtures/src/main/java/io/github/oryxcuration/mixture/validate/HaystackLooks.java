package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the haystacks of a set hold: 16 bytes a frame. Several threads may share it. */
final class HaystackLooks {
  private static final int PREFIX_DIGITS = 15;

  private final Map<String, Looks> haystacks = new ConcurrentHashMap<>();

  /** Starts of digests, and perceptual hashes, of the frames in order. */
  private record Looks(List<Long> digests, List<Long> hashes) {}

  /**
   * Adds one.
   *
   * @param hashes of its frames
   * @return whether it is the first of its id
   */
  boolean add(Sample haystack, long[] hashes) {
    List<Long> digests = haystack.frames().stream().map(HaystackLooks::start).toList();
    List<Long> looks = java.util.Arrays.stream(hashes).boxed().toList();
    return haystacks.putIfAbsent(haystack.id(), new Looks(digests, looks)) == null;
  }

  private static long start(Frame frame) {
    return Long.parseLong(frame.sha256().substring(0, PREFIX_DIGITS), 16);
  }

  boolean has(String haystack) {
    return haystacks.containsKey(haystack);
  }

  /**
   * The perceptual hash of a frame of a haystack, or null where it holds no such frame.
   *
   * @param likely the place at which it is looked for first
   */
  @Nullable Long hash(String haystack, Frame frame, int likely) {
    Looks looks = haystacks.get(haystack);
    if (looks == null) {
      return null;
    }
    long start = start(frame);
    boolean isThere = likely < looks.digests.size() && looks.digests.get(likely) == start;
    int at = isThere ? likely : looks.digests.indexOf(start);
    return at < 0 ? null : looks.hashes.get(at);
  }
}
