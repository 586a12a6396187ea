package io.github.oryxcuration.core.video;

import static io.github.oryxcuration.core.testing.SharedFiles.shared;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clips; the numbers of frames are those that ffprobe -count_frames counts. */
class RealClipsTest {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 24, 100_000, 120);

  @ParameterizedTest
  @CsvSource({
    "videos/01_dog.mp4, h264, 1280, 720, 289, 30000, 1001",
    "videos/02_cups.mp4, h264, 1280, 720, 300, 30000, 1001",
    "videos/03_blocks.mp4, h264, 1280, 720, 292, 30000, 1001",
    "videos/asl_book.mkv, h264, 640, 480, 109, 30, 1",
    "videos/asl_walk.mkv, h264, 640, 480, 89, 30, 1",
    "videos/bottle-detection.mp4, h264, 640, 360, 1189, 179, 6",
    "videos/crystal.mp4, h264, 720, 480, 359, 30, 1",
    "videos/elf.mp4, h264, 720, 480, 241, 30, 1",
    "videos/frog.mp4, h264, 720, 480, 248, 30, 1",
    "videos/one-by-one-person-detection.mp4, h264, 768, 432, 1394, 10, 1",
    "videos/rabbit320.webm, vp8, 320, 240, 234, 30, 1",
    "movienet/movie/tt9000001.mp4, h264, 426, 240, 1440, 24, 1",
    "tracking/davis_car-shadow/video.mp4, h264, 854, 480, 40, 24, 1",
  })
  void countsWhatDecodingGives(
      String file, String codec, int width, int height, int frames, double rate, double per)
      throws IOException {
    try (FileChannel channel = FileChannel.open(shared("data/" + file))) {
      VideoInfo info = Videos.inspect(channel, file, LIMITS);

      assertThat(info.codec()).isEqualTo(codec);
      assertThat(info.width()).isEqualTo(width);
      assertThat(info.height()).isEqualTo(height);
      assertThat(info.frames()).isEqualTo(frames);
      assertThat(info.framesPerSecond()).isEqualTo(rate / per);
      assertThat(info.constantRate()).isTrue();
      assertThat(info.truncated()).isFalse();
      FrameRequest small = FrameRequest.all().scaledTo(16, 16);
      List<Double> seconds = new ArrayList<>();
      DecodeReport report =
          Videos.decode(channel, file, small, LIMITS, frame -> seconds.add(frame.seconds()));
      assertThat(report).isEqualTo(new DecodeReport(frames, frames, false, 0, ""));
      for (int i = 0; i < frames; i++) {
        assertThat(seconds.get(i)).isEqualTo(info.times().seconds(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "videos/asl_book.mkv, 3, 0",
    "videos/asl_book.mkv, 5, 1",
    "videos/bottle-detection.mp4, 30, 0",
    "videos/one-by-one-person-detection.mp4, 10, 3",
    "movienet/movie/tt9000001.mp4, 24, 1",
    "videos/rabbit320.webm, 30, 2",
  })
  void givesTheSamePixelsWhetherOrNotOtherFramesAreLeftOut(String file, int stride, int start)
      throws IOException {
    try (FileChannel channel = FileChannel.open(shared("data/" + file))) {
      Map<Long, VideoFrame> every = new HashMap<>();
      DecodeReport all =
          Videos.decode(
              channel,
              file,
              FrameRequest.all().scaledTo(64, 48),
              LIMITS,
              frame -> every.put(frame.index(), frame));
      long[] wanted =
          java.util.stream.LongStream.iterate(start, i -> i < all.decoded(), i -> i + stride)
              .toArray();
      List<VideoFrame> few = new ArrayList<>();

      Videos.decode(channel, file, FrameRequest.of(wanted).scaledTo(64, 48), LIMITS, few::add);

      assertThat(few).extracting(VideoFrame::index).containsExactly(boxed(wanted));
      assertThat(few).allMatch(frame -> frame.equals(every.get(frame.index())));
    }
  }

  private static Long[] boxed(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  @Test
  void leavesOutWhatNobodyNeeds() throws IOException {
    try (FileChannel channel = FileChannel.open(shared("data/videos/02_cups.mp4"))) {
      DecodeReport report =
          Videos.decode(channel, "cups", FrameRequest.of(0, 150, 299), LIMITS, frame -> {});

      assertThat(report.delivered()).isEqualTo(3);
      assertThat(report.decoded()).isLessThan(200);
    }
  }

  /** Where there is an ffmpeg command, its pixels are the reference. */
  @ParameterizedTest
  @CsvSource({
    "videos/01_dog.mp4, 120, 320, 176",
    "videos/asl_book.mkv, 37, 320, 240",
    "videos/bottle-detection.mp4, 900, 640, 320",
    "videos/elf.mp4, 200, 720, 480",
    "videos/rabbit320.webm, 100, 160, 120",
    "movienet/movie/tt9000001.mp4, 700, 384, 192",
  })
  void givesThePixelsOfTheFfmpegCommand(String file, int index, int width, int height)
      throws IOException {
    Path raw = Files.createTempFile("frame", ".rgb");
    List<RgbImage> ours = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(shared("data/" + file))) {
      Videos.decode(
          channel,
          file,
          FrameRequest.of(index).scaledTo(width, height),
          LIMITS,
          frame -> ours.add(frame.image()));
      String filter =
          "select=eq(n\\,%d),scale=%d:%d:flags=bicubic+accurate_rnd+full_chroma_inp+full_chroma_int+bitexact"
              .formatted(index, width, height);
      int exit =
          FfmpegCommand.run(
              List.of(
                  "-i",
                  shared("data/" + file).toString(),
                  "-vf",
                  filter,
                  "-frames:v",
                  "1",
                  "-pix_fmt",
                  "rgb24",
                  "-f",
                  "rawvideo",
                  raw.toString()));
      assertThat(exit).isZero();
      RgbImage theirs = new RgbImage(width, height, Files.readAllBytes(raw));

      assertThat(ours).hasSize(1);
      assertThat(NumberedFrames.psnr(ours.get(0), theirs)).isGreaterThan(60);
    } finally {
      Files.delete(raw);
    }
  }
}
