package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Resident memory after thousands of calls, good and bad, is what it was after hundreds. */
class NativeMemoryTest {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 20, 1000, 20);
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 600;

  /** Five calls a round: a leak of one frame of 160x96 in a single one would be 27 MB. */
  private static final long ALLOWED_GROWTH_KB = 20_000;

  private final byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 3);
  private final byte[] turned =
      NumberedFrames.clip(NumberedFrames.matroska().withRotation(90).asMpeg4(1, 5), 4);
  private final byte[] cut = Arrays.copyOf(clip, clip.length / 2);
  private final byte[] half = Arrays.copyOf(turned, turned.length / 2);

  private void oneOfEach() throws IOException {
    Videos.inspect(new BytesChannel(clip), "clip", LIMITS);
    try (JpegEncoder encoder = new JpegEncoder(80, JpegEncoder.Chroma.HALF)) {
      Videos.decode(
          new BytesChannel(turned),
          "clip",
          FrameRequest.of(1, 2).scaledTo(60, 100),
          LIMITS,
          frame -> encoder.encode(frame.image()));
    }
    for (byte[] bad : new byte[][] {cut, half, new byte[100]}) {
      try {
        Videos.decode(new BytesChannel(bad), "clip", FrameRequest.all(), LIMITS, frame -> {});
      } catch (CurationException e) {
        assertThat(e.explanation()).isNotEmpty();
      }
    }
  }

  @Test
  void staysFlat() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.exists(status), "Skipped: no /proc to read the resident memory from");
    for (int i = 0; i < WARM_UP; i++) {
      oneOfEach();
    }
    long before = residentKb(status);
    for (int i = 0; i < ROUNDS; i++) {
      oneOfEach();
    }

    assertThat(residentKb(status) - before).isLessThan(ALLOWED_GROWTH_KB);
  }

  /** Memory outside the Java heap matters; the heap is made to shrink first. */
  private static long residentKb(Path status) throws IOException {
    System.gc();
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
