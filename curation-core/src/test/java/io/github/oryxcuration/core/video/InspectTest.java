package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectTest {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 24, 100_000, 60);

  private static VideoInfo inspect(byte[] bytes) {
    return inspect(bytes, LIMITS);
  }

  private static VideoInfo inspect(byte[] bytes, VideoLimits limits) {
    try {
      return Videos.inspect(new BytesChannel(bytes), "clip", limits);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CurationException refusal(byte[] bytes, VideoLimits limits) {
    return catchThrowableOfType(CurationException.class, () -> inspect(bytes, limits));
  }

  @Test
  void tellsWhatAClipOfConstantRateHolds() {
    VideoInfo info = inspect(NumberedFrames.clip(NumberedFrames.mp4(), 45));

    assertThat(info.container()).isEqualTo("mov,mp4,m4a,3gp,3g2,mj2");
    assertThat(info.codec()).isEqualTo("h264");
    assertThat(info.width()).isEqualTo(160);
    assertThat(info.height()).isEqualTo(96);
    assertThat(info.rotation()).isZero();
    assertThat(info.frames()).isEqualTo(45);
    assertThat(info.framesPerSecond()).isEqualTo(30.0);
    assertThat(info.constantRate()).isTrue();
    assertThat(info.seconds()).isEqualTo(1.5, within(1e-6));
    assertThat(info.truncated()).isFalse();
    assertThat(info.times().toMicros()).startsWith(0, 33333, 66667).hasSize(45);
  }

  @Test
  void keepsTheRateOfTheContainerWhereTimesAreRounded() {
    ClipSpec ntsc = NumberedFrames.matroska().withRate(30000, 1001);

    VideoInfo info = inspect(NumberedFrames.clip(ntsc, 40));

    assertThat(info.framesPerSecond()).isEqualTo(30000 / 1001.0, within(0.01));
    assertThat(info.constantRate()).isTrue();
    assertThat(info.times().toMicros()).startsWith(0, 33000, 67000);
  }

  @Test
  void ordersTheTimesOfFramesThatAreStoredOutOfOrder() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4().asMpeg4(2, 3), 20);

    VideoInfo info = inspect(clip);

    assertThat(info.codec()).isEqualTo("mpeg4");
    assertThat(info.frames()).isEqualTo(20);
    assertThat(info.times().toMicros()).isSorted().startsWith(0, 33333, 66667).hasSize(20);
  }

  @Test
  void tellsAVaryingRateAndTheTimeOfEachFrame() {
    byte[] clip =
        NumberedFrames.clip(NumberedFrames.matroska().withRate(1000, 1), 5, n -> n * n * 100);

    VideoInfo info = inspect(clip);

    assertThat(info.constantRate()).isFalse();
    assertThat(info.times().toMicros()).containsExactly(0, 100_000, 400_000, 900_000, 1_600_000);
    assertThat(info.framesPerSecond()).isEqualTo(2.5, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"MP4,90,96,160", "MP4,180,160,96", "MP4,270,96,160", "MATROSKA,90,96,160"})
  void givesTheSizeAsItIsShown(ClipSpec.Container container, int rotation, int width, int height) {
    ClipSpec spec = NumberedFrames.mp4().withContainer(container).withRotation(rotation);

    VideoInfo info = inspect(NumberedFrames.clip(spec, 3));

    assertThat(info.rotation()).isEqualTo(rotation);
    assertThat(info.width()).isEqualTo(width);
    assertThat(info.height()).isEqualTo(height);
  }

  @Test
  void readsThroughAChannelThatGivesFewBytesAtATime() throws IOException {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 10);

    VideoInfo info = Videos.inspect(new BytesChannel(clip, 7), "clip", LIMITS);

    assertThat(info).isEqualTo(inspect(clip));
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(refusal(new byte[0], LIMITS))
        .hasMessage("clip: the file is empty, expected a video")
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is a text and no video",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile /etc/hostname\n",
        "\u0000\u0000\u0000\u0000",
        "RIFF",
      })
  void refusesWhatIsNoVideoAndNeverFollowsAPlaylist(String text) {
    assertThat(refusal(text.getBytes(StandardCharsets.UTF_8), LIMITS).reason())
        .isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @Test
  void refusesAPicture() {
    byte[] jpeg;
    try (JpegEncoder encoder = new JpegEncoder(90, JpegEncoder.Chroma.HALF)) {
      jpeg = encoder.encode(RgbImage.filled(64, 64, 10, 200, 30));
    }

    assertThat(refusal(jpeg, LIMITS).reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @Test
  void refusesAFileWithoutVideoStreamAndNamesWhatItHas() {
    assertThat(refusal(SoundClip.matroska(), LIMITS))
        .hasMessage("clip: no video stream in matroska,webm, found [pcm_s16le]")
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @Test
  void refusesAVideoStreamWithoutFrames() {
    assertThat(refusal(NumberedFrames.clip(NumberedFrames.matroska(), 0), LIMITS).reason())
        .isIn(Reason.NO_FRAMES, Reason.MEDIA_UNREADABLE);
  }

  @Test
  void refusesMorePixelsAndMoreFramesThanAllowed() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 10);

    assertThat(refusal(clip, new VideoLimits(160 * 96 - 1, 100, 60)))
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_TOO_LARGE);
    assertThat(refusal(clip, new VideoLimits(160 * 96, 9, 60)))
        .hasMessage("clip: more frames than the allowed 9")
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_TOO_LARGE);
    assertThat(inspect(clip, new VideoLimits(160 * 96, 10, 60)).frames()).isEqualTo(10);
  }

  @Test
  void tellsThatAnMp4WithoutItsIndexBreaksOff() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 30);

    CurationException refusal = refusal(Arrays.copyOf(clip, clip.length / 2), LIMITS);

    assertThat(refusal.reason()).isEqualTo(Reason.MEDIA_TRUNCATED);
    assertThat(refusal).hasMessageContaining("moov atom not found").hasMessageNotContaining("0x");
  }

  @Test
  void countsTheWholeFramesOfAMatroskaFileThatBreaksOff() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.matroska(), 60);

    VideoInfo info = inspect(Arrays.copyOf(clip, clip.length / 2));

    assertThat(info.truncated()).isTrue();
    assertThat(info.frames()).isBetween(10L, 50L);
  }

  @Test
  void passesOnWhatTheChannelThrows() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 30);
    IOException broken = new IOException("the disk is gone");
    FailingChannel channel = new FailingChannel(clip, clip.length / 2, broken);

    assertThatThrownBy(() -> Videos.inspect(channel, "clip", LIMITS)).isSameAs(broken);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 30);
    AtomicLong clock = new AtomicLong();
    LongSupplier tenthPerLook = () -> clock.addAndGet(100_000_000);

    assertThatThrownBy(
            () ->
                Videos.inspect(
                    new BytesChannel(clip), "clip", new VideoLimits(1 << 24, 100, 1), tenthPerLook))
        .isInstanceOf(CurationException.class)
        .hasMessage("clip: took longer than the allowed 1 seconds")
        .extracting(e -> ((CurationException) e).reason())
        .isEqualTo(Reason.MEDIA_TOO_LARGE);
  }

  @Test
  void givesTheSameMessageEveryTime() {
    byte[] noise = new byte[4096];
    ByteBuffer.wrap(noise).putInt(4096).put("ftypisom".getBytes(StandardCharsets.US_ASCII));

    assertThat(refusal(noise, LIMITS)).hasMessage(refusal(noise, LIMITS).explanation());
  }
}
