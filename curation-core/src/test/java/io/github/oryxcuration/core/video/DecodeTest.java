package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeTest {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 24, 100_000, 60);

  private final List<VideoFrame> frames = new ArrayList<>();

  private DecodeReport decode(byte[] bytes, FrameRequest request) {
    return decode(bytes, request, LIMITS);
  }

  private DecodeReport decode(byte[] bytes, FrameRequest request, VideoLimits limits) {
    try {
      return Videos.decode(new BytesChannel(bytes), "clip", request, limits, frames::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private CurationException refusal(byte[] bytes, VideoLimits limits) {
    return catchThrowableOfType(
        CurationException.class, () -> decode(bytes, FrameRequest.all(), limits));
  }

  private List<Integer> numbersSeen() {
    return frames.stream().map(frame -> NumberedFrames.read(frame.image())).toList();
  }

  static Stream<ClipSpec> everyKindOfClip() {
    return Stream.of(
        NumberedFrames.mp4(),
        NumberedFrames.matroska(),
        NumberedFrames.mp4().withKeyInterval(1),
        NumberedFrames.mp4().withKeyInterval(7),
        NumberedFrames.mp4().asMpeg4(0, 3),
        NumberedFrames.mp4().asMpeg4(3, 3),
        NumberedFrames.matroska().asMpeg4(2, 3),
        NumberedFrames.mp4().withRate(30000, 1001));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfClip")
  void givesTheWantedFramesAndNoOthers(ClipSpec spec) {
    byte[] clip = NumberedFrames.clip(spec, 300);

    DecodeReport report = decode(clip, FrameRequest.of(0, 1, 30, 149, 249, 250, 251, 299));

    assertThat(report).isEqualTo(new DecodeReport(300, 8, false, 0, ""));
    assertThat(numbersSeen()).containsExactly(0, 1, 30, 149, 249, 250, 251, 299);
    assertThat(frames)
        .extracting(VideoFrame::index)
        .containsExactly(0L, 1L, 30L, 149L, 249L, 250L, 251L, 299L);
    double rate = (double) spec.rateNumerator() / spec.rateDenominator();
    for (VideoFrame frame : frames) {
      assertThat(frame.seconds()).isEqualTo(frame.index() / rate, within(0.001));
      RgbImage drawn = NumberedFrames.draw((int) frame.index());
      assertThat(NumberedFrames.psnr(frame.image(), drawn)).isGreaterThan(30);
    }
  }

  @Test
  void stopsAfterTheLastWantedFrame() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 300);

    DecodeReport report = decode(clip, FrameRequest.of(0, 30));

    assertThat(report).isEqualTo(new DecodeReport(31, 2, false, 0, ""));
  }

  @Test
  void decodesNothingWhereNothingIsWanted() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 3);

    assertThat(decode(clip, FrameRequest.of())).isEqualTo(new DecodeReport(0, 0, false, 0, ""));
  }

  @Test
  void tellsThatWantedFramesAreMissing() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 20);

    DecodeReport report = decode(clip, FrameRequest.of(0, 10, 20, 30));

    assertThat(report).isEqualTo(new DecodeReport(20, 2, true, 0, ""));
    assertThat(numbersSeen()).containsExactly(0, 10);
  }

  @Test
  void choosesTheFirstFrameAtOrAfterEachSecondWhereTheRateVaries() throws IOException {
    // Frames 0.1 s apart, a gap of 2.35 s, then 0.25 s apart.
    byte[] clip =
        NumberedFrames.clip(
            NumberedFrames.matroska().withRate(1000, 1),
            30,
            n -> n < 15 ? n * 100 : 3750 + (n - 15) * 250);
    VideoInfo info = Videos.inspect(new BytesChannel(clip), "clip", LIMITS);
    int[] picks = FrameSampling.sampledByTime(info.times().toMicros(), 1, 64);

    decode(clip, FrameRequest.of(Arrays.stream(picks).asLongStream().toArray()));

    assertThat(info.constantRate()).isFalse();
    assertThat(numbersSeen()).containsExactly(0, 10, 15, 16, 20, 24, 28);
    assertThat(frames)
        .extracting(VideoFrame::seconds)
        .containsExactly(0.0, 1.0, 3.75, 4.0, 5.0, 6.0, 7.0);
  }

  @ParameterizedTest
  @CsvSource({"90, MP4", "180, MP4", "270, MP4", "90, MATROSKA"})
  void turnsFramesUpright(int rotation, ClipSpec.Container container) {
    ClipSpec spec =
        NumberedFrames.mp4().withContainer(container).withKeyInterval(1).withQuantizer(2);
    decode(NumberedFrames.clip(spec, 1), FrameRequest.of(0));
    RgbImage stored = frames.get(0).image();

    decode(NumberedFrames.clip(spec.withRotation(rotation), 1), FrameRequest.of(0));

    RgbImage shown = frames.get(1).image();
    int w = stored.width();
    int h = stored.height();
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int there =
            switch (rotation) {
              case 90 -> shown.pixel(h - 1 - y, x);
              case 180 -> shown.pixel(w - 1 - x, h - 1 - y);
              default -> shown.pixel(y, w - 1 - x);
            };
        assertThat(there).isEqualTo(stored.pixel(x, y));
      }
    }
  }

  @Test
  void scalesToTheSizeThatFramesHaveWhenUpright() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4().withRotation(90), 2);

    decode(clip, FrameRequest.of(1).scaledTo(48, 80));

    assertThat(frames.get(0).image().width()).isEqualTo(48);
    assertThat(frames.get(0).image().height()).isEqualTo(80);
  }

  @Test
  void padsToACanvasAndKeepsTheMiddle() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 6);

    decode(clip, FrameRequest.of(5).paddedTo(101, 64, 80, 48, RgbImage.MIDDLE_GREY));
    decode(clip, FrameRequest.of(5).scaledTo(80, 48));
    decode(clip, FrameRequest.of(5).paddedTo(101, 64, 80, 48, 0));

    RgbImage grey = frames.get(0).image();
    assertThat(grey.width()).isEqualTo(101);
    assertThat(grey.height()).isEqualTo(64);
    assertThat(grey.crop(10, 8, 80, 48)).isEqualTo(frames.get(1).image());
    assertThat(grey.crop(0, 0, 101, 8)).isEqualTo(RgbImage.filled(101, 8, 127, 127, 127));
    assertThat(grey.crop(90, 8, 11, 48)).isEqualTo(RgbImage.filled(11, 48, 127, 127, 127));
    assertThat(frames.get(2).image().crop(0, 56, 101, 8))
        .isEqualTo(RgbImage.filled(101, 8, 0, 0, 0));
  }

  @Test
  void givesTheSamePixelsEveryTimeAndOnEveryThread() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 40);
    List<List<RgbImage>> runs =
        Stream.of(1, 2, 3, 4)
            .parallel()
            .map(
                run -> {
                  List<RgbImage> images = new ArrayList<>();
                  try {
                    Videos.decode(
                        new BytesChannel(clip),
                        "clip",
                        FrameRequest.of(0, 20, 39).scaledTo(96, 64),
                        LIMITS,
                        frame -> images.add(frame.image()));
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                  return images;
                })
            .toList();

    assertThat(runs).allMatch(run -> run.equals(runs.get(0)) && run.size() == 3);
  }

  @Test
  void givesTheGoodFramesOfAFileThatBreaksOff() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.matroska(), 60);
    byte[] cut = Arrays.copyOf(clip, clip.length * 2 / 3);

    DecodeReport report = decode(cut, FrameRequest.all());

    assertThat(report.truncated()).isTrue();
    assertThat(report.damaged()).isZero();
    assertThat(report.delivered()).isEqualTo(report.decoded()).isBetween(20L, 55L);
    for (VideoFrame frame : frames) {
      assertThat(NumberedFrames.read(frame.image())).isEqualTo((int) frame.index());
    }
  }

  @Test
  void agreesWithInspectionWhereverAFileBreaksOff() throws IOException {
    byte[] clip = NumberedFrames.clip(NumberedFrames.matroska(), 30);
    for (int length = clip.length; length > clip.length / 4; length -= clip.length / 40) {
      byte[] cut = Arrays.copyOf(clip, length);
      VideoInfo info = Videos.inspect(new BytesChannel(cut), "clip", LIMITS);

      DecodeReport report = decode(cut, FrameRequest.all());

      assertThat(report.decoded()).isEqualTo(info.frames());
      assertThat(report.truncated()).isEqualTo(info.truncated()).isEqualTo(length < clip.length);
    }
  }

  @Test
  void refusesMorePixelsAndMoreFramesThanAllowed() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 10);

    assertThat(refusal(clip, new VideoLimits(160 * 96 - 1, 100, 60)))
        .hasMessage("clip: found 160x96, allowed are 15359 pixels a frame")
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_TOO_LARGE);
    assertThat(refusal(clip, new VideoLimits(160 * 96, 9, 60)))
        .hasMessage("clip: more frames than the allowed 9")
        .extracting(CurationException::reason)
        .isEqualTo(Reason.MEDIA_TOO_LARGE);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 100);
    AtomicLong clock = new AtomicLong();

    assertThatThrownBy(
            () ->
                Videos.decode(
                    new BytesChannel(clip),
                    "clip",
                    FrameRequest.all(),
                    new VideoLimits(1 << 24, 1000, 2),
                    frames::add,
                    () -> clock.addAndGet(50_000_000)))
        .isInstanceOf(CurationException.class)
        .hasMessage("clip: took longer than the allowed 2 seconds");
    assertThat(frames).hasSizeBetween(1, 99);
  }

  @Test
  void refusesWhatHasNoFrames() {
    assertThat(refusal(new byte[0], LIMITS).reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
    assertThat(refusal(SoundClip.matroska(), LIMITS).reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @Test
  void passesOnWhatTheConsumerAndTheChannelThrow() {
    byte[] clip = NumberedFrames.clip(NumberedFrames.mp4(), 30);
    IOException full = new IOException("the disk is full");
    IllegalStateException gone = new IllegalStateException("the connection is gone");

    assertThatThrownBy(
            () ->
                Videos.decode(
                    new BytesChannel(clip),
                    "clip",
                    FrameRequest.all(),
                    LIMITS,
                    frame -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThatThrownBy(
            () ->
                Videos.decode(
                    new FailingChannel(clip, 2000, gone),
                    "clip",
                    FrameRequest.all(),
                    LIMITS,
                    frames::add))
        .isSameAs(gone);
  }

  @Test
  void refusesNumbersThatDoNotAscendAndFramesLargerThanTheirCanvas() {
    assertThatThrownBy(() -> FrameRequest.of(3, 3)).hasMessageContaining("must ascend strictly");
    assertThatThrownBy(() -> FrameRequest.of(-1)).hasMessageContaining("must ascend strictly");
    assertThatThrownBy(() -> FrameRequest.all().paddedTo(10, 10, 11, 10, 0))
        .hasMessage("a frame of 11x10 must have a side of at least 1 and fit its canvas of 10x10");
    assertThatThrownBy(() -> FrameRequest.all().paddedTo(10, 10, 9, 9, 256))
        .hasMessage("grey must be 0 to 255, but was 256");
  }
}
