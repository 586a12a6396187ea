package io.github.oryxcuration.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.BytesChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VideoWriterTest {

  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.core.video.DecodeTest#everyKindOfClip")
  void writesTheSameBytesForTheSameFrames(ClipSpec spec) {
    assertThat(NumberedFrames.clip(spec, 20)).isEqualTo(NumberedFrames.clip(spec, 20));
  }

  @Test
  void keepsColours() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RgbImage orange = RgbImage.filled(64, 48, 230, 120, 20);
    try (VideoWriter writer =
        VideoWriter.open(Channels.newChannel(bytes), ClipSpec.mp4(64, 48, 25).withQuantizer(10))) {
      for (int i = 0; i < 5; i++) {
        writer.write(orange);
      }
      writer.finish();
    }
    List<RgbImage> frames = new ArrayList<>();
    Videos.decode(
        new BytesChannel(bytes.toByteArray()),
        "clip",
        FrameRequest.all(),
        new VideoLimits(1 << 20, 10, 10),
        frame -> frames.add(frame.image()));

    assertThat(frames).hasSize(5);
    assertThat(frames).allMatch(frame -> NumberedFrames.psnr(frame, orange) > 38);
  }

  @Test
  void writesNothingUnlessFinished() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (VideoWriter writer =
        VideoWriter.open(Channels.newChannel(bytes), ClipSpec.mp4(64, 48, 25))) {
      writer.write(NumberedFrames.draw(64, 48, 1));
    }

    assertThat(bytes.size()).isZero();
  }

  @Test
  void refusesFramesOfAnotherSizeAndPlacesThatGoBack() {
    try (VideoWriter writer =
        VideoWriter.open(
            Channels.newChannel(new ByteArrayOutputStream()), ClipSpec.mp4(64, 48, 25))) {
      assertThatThrownBy(() -> writer.write(NumberedFrames.draw(48, 64, 1)))
          .hasMessage("frames must be 64x48, but one was 48x64");
      writer.writeAt(NumberedFrames.draw(64, 48, 1), 4);
      assertThatThrownBy(() -> writer.writeAt(NumberedFrames.draw(64, 48, 1), 4))
          .hasMessage("place must be at least 5, but was 4");
    }
  }

  @Test
  void refusesSpecsThatNoEncoderTakes() {
    assertThatThrownBy(() -> ClipSpec.mp4(63, 48, 25))
        .hasMessage("width and height must be even and at least 2, but were 63x48");
    assertThatThrownBy(() -> ClipSpec.mp4(64, 48, 0))
        .hasMessage("the rate must be above 0, but was 0/1");
    assertThatThrownBy(() -> ClipSpec.mp4(64, 48, 25).withKeyInterval(0))
        .hasMessage("keyInterval must be at least 1, but was 0");
    assertThatThrownBy(() -> ClipSpec.mp4(64, 48, 25).withQuantizer(52))
        .hasMessage("quantizer must be 1 to 51, but was 52");
    assertThatThrownBy(() -> ClipSpec.mp4(64, 48, 25).withRotation(45))
        .hasMessage("rotation must be 0, 90, 180 or 270, but was 45");
  }

  @Test
  void namesTheFfmpegThatIsLoaded() {
    FfmpegBuild build = FfmpegBuild.current();

    assertThat(build.version()).startsWith("8.0");
    assertThat(build.license()).contains("LGPL");
    assertThat(build.configuration())
        .contains("--enable-libopenh264")
        .doesNotContain("--enable-gpl");
  }
}
