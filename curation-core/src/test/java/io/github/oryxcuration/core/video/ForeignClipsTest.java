package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers and codecs that this project reads but does not write, made by the ffmpeg command. */
class ForeignClipsTest {
  private static final VideoLimits LIMITS = new VideoLimits(1 << 20, 1000, 30);
  private static final int FRAMES = 50;

  @TempDir Path folder;

  private Path make(String name, String... options) throws IOException {
    Path clip = folder.resolve(name);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=2"));
    arguments.addAll(Arrays.asList(options));
    arguments.add(clip.toString());
    int exit = FfmpegCommand.run(arguments);
    assumeTrue(exit == 0, "Skipped: this ffmpeg command lacks an encoder for " + name);
    return clip;
  }

  @ParameterizedTest
  @CsvSource({
    "b.ts, libx264 -bf 3, h264",
    "b.flv, libx264 -bf 3, h264",
    "interlaced.ts, libx264 -flags +ildct+ilme, h264",
    "fragments.mp4, libx264 -g 10 -movflags +frag_keyframe+empty_moov, h264",
    "open.mp4, libx264 -x264-params open-gop=1:keyint=10:bframes=3, h264",
    "ten-bit.mkv, libx264 -pix_fmt yuv420p10le, h264",
    "full-chroma.mp4, libx264 -pix_fmt yuv444p, h264",
    "b.avi, mpeg4 -bf 2, mpeg4",
    "m.avi, msmpeg4v3, msmpeg4v3",
    "j.avi, mjpeg, mjpeg",
    "two.mpg, mpeg2video -bf 2, mpeg2video",
    "hidden.webm, libvpx -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 5, vp8",
    "hidden.mkv, libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 8, vp9",
    "h.mp4, libx265 -preset ultrafast, hevc",
    "one.mp4, libsvtav1 -preset 12, av1",
    "w.wmv, wmv2, wmv2",
    "t.ogv, libtheora, theora",
    "q.mov, qtrle, qtrle",
  })
  void giveAsManyFramesAsInspectionCounts(String name, String encoder, String codec)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("-c:v"));
    options.addAll(Arrays.asList(encoder.split(" ", -1)));
    Path clip = make(name, options.toArray(String[]::new));
    try (FileChannel channel = FileChannel.open(clip)) {
      VideoInfo info = Videos.inspect(channel, name, LIMITS);

      assertThat(info.codec()).isEqualTo(codec);
      assertThat(info.frames()).isEqualTo(FRAMES);
      assertThat(info.framesPerSecond()).isEqualTo(25.0, within(0.01));
      assertThat(info.constantRate()).isTrue();
      assertThat(info.truncated()).isFalse();
      assertThat(Videos.decode(channel, name, FrameRequest.all(), LIMITS, frame -> {}))
          .isEqualTo(new DecodeReport(FRAMES, FRAMES, false, 0, ""));
      List<VideoFrame> few = new ArrayList<>();
      Videos.decode(channel, name, FrameRequest.of(0, 25, 49), LIMITS, few::add);
      assertThat(few).extracting(VideoFrame::index).containsExactly(0L, 25L, 49L);
      assertThat(few.get(1).seconds()).isEqualTo(1.0, within(0.002));
    }
  }

  @Test
  void giveTheFramesOfAnEditListAlone() throws IOException {
    Path whole = make("whole.mp4", "-c:v", "libx264", "-g", "250");
    Path part = folder.resolve("part.mp4");
    FfmpegCommand.run(List.of("-ss", "1", "-i", whole.toString(), "-c", "copy", part.toString()));
    try (FileChannel channel = FileChannel.open(part)) {
      VideoInfo info = Videos.inspect(channel, "part", LIMITS);

      assertThat(info.frames()).isEqualTo(25);
      assertThat(Videos.decode(channel, "part", FrameRequest.all(), LIMITS, frame -> {}))
          .isEqualTo(new DecodeReport(25, 25, false, 0, ""));
    }
  }

  @Test
  void areToldAsVaryingInRateByTheirTimes() throws IOException {
    Path clip =
        make(
            "varying.mp4",
            "-vf",
            "setpts='if(lt(N,20),N,N*3)/25/TB'",
            "-vsync",
            "vfr",
            "-c:v",
            "libx264",
            "-bf",
            "3");
    try (FileChannel channel = FileChannel.open(clip)) {
      VideoInfo info = Videos.inspect(channel, "varying", LIMITS);

      assertThat(info.constantRate()).isFalse();
      assertThat(info.times().micros(19)).isEqualTo(760_000);
      assertThat(info.times().micros(20)).isEqualTo(2_400_000);
    }
  }
}
