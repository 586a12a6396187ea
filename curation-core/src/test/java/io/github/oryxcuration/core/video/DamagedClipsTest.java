package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips damaged in all kinds of ways: a crash of native code would end the test run. */
class DamagedClipsTest {
  private static final int PER_CLIP = 60;
  private static final VideoLimits LIMITS = new VideoLimits(1 << 22, 10_000, 20);

  private static final List<byte[]> CLIPS =
      List.of(
          NumberedFrames.clip(NumberedFrames.mp4(), 24),
          NumberedFrames.clip(NumberedFrames.matroska(), 24),
          NumberedFrames.clip(NumberedFrames.mp4().withKeyInterval(1), 12),
          NumberedFrames.clip(NumberedFrames.mp4().asMpeg4(2, 4), 24),
          NumberedFrames.clip(NumberedFrames.matroska().asMpeg4(2, 4), 24),
          NumberedFrames.clip(NumberedFrames.mp4().withRotation(90), 12),
          SoundClip.matroska());

  /** Either fine or refused with a reason; nothing else. */
  private static void use(byte[] bytes) throws IOException {
    try {
      VideoInfo info = Videos.inspect(new BytesChannel(bytes), "clip", LIMITS);
      assertThat(info.frames()).isPositive();
      assertThat(info.times().count()).isEqualTo((int) info.frames());
    } catch (CurationException e) {
      assertThat(e.explanation()).startsWith("clip: ").doesNotContain(" @ 0x");
    }
    for (FrameRequest request :
        List.of(FrameRequest.all().scaledTo(32, 32), FrameRequest.of(2, 9, 20))) {
      try {
        DecodeReport report =
            Videos.decode(new BytesChannel(bytes), "clip", request, LIMITS, frame -> {});
        assertThat(report.delivered()).isLessThanOrEqualTo(report.decoded());
      } catch (CurationException e) {
        assertThat(e.explanation()).startsWith("clip: ").doesNotContain(" @ 0x");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void areReadOrRefusedWithFlippedBits(int clip) throws IOException {
    SplittableRandom random = new SplittableRandom(7 + clip);
    for (int round = 0; round < PER_CLIP; round++) {
      byte[] bytes = CLIPS.get(clip).clone();
      // Headers are at either end, and damage there goes deepest.
      int reach = round % 3 == 0 ? bytes.length : Math.min(bytes.length, 1500);
      int from = round % 3 == 2 ? bytes.length - reach : 0;
      for (int flips = 1 << random.nextInt(8); flips > 0; flips--) {
        bytes[from + random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
      }
      use(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void areReadOrRefusedCutOrWithBytesMissing(int clip) throws IOException {
    byte[] whole = CLIPS.get(clip);
    SplittableRandom random = new SplittableRandom(70 + clip);
    for (int round = 0; round < PER_CLIP / 2; round++) {
      use(Arrays.copyOf(whole, random.nextInt(whole.length)));
      int from = random.nextInt(whole.length);
      int lost = 1 + random.nextInt(Math.min(400, whole.length - from));
      byte[] holed = Arrays.copyOf(whole, whole.length - lost);
      System.arraycopy(whole, from + lost, holed, from, whole.length - from - lost);
      use(holed);
    }
  }

  @Test
  void areReadOrRefusedWithAbsurdNumbers() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (byte[] clip : CLIPS) {
      for (int round = 0; round < PER_CLIP / 2; round++) {
        byte[] bytes = clip.clone();
        int length = 1 + random.nextInt(8);
        int reach = Math.min(bytes.length, 1500) - length;
        int at = random.nextBoolean() ? random.nextInt(reach) : bytes.length - reach;
        Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0xff : 0x7f));
        use(bytes);
      }
    }
  }

  @Test
  void areToldAsDamagedWhereFramesHadToBeRepaired() {
    byte[] bytes = NumberedFrames.clip(NumberedFrames.mp4(), 24);
    Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 200, (byte) 0x55);

    assertThatCode(
            () -> {
              DecodeReport report =
                  Videos.decode(
                      new BytesChannel(bytes), "clip", FrameRequest.all(), LIMITS, frame -> {});
              assertThat(report.damaged()).isPositive();
              assertThat(report.trouble()).isNotEmpty();
            })
        .doesNotThrowAnyException();
  }
}
