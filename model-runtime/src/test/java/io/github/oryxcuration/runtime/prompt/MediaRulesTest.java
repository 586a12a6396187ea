package io.github.oryxcuration.runtime.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.vision.Visual;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and tokens that {@code mm_utils.py} of the reference was run for. */
class MediaRulesTest {
  private static final int PATCH = 16;

  private final MediaRules rules = MediaRules.published();

  /** A video whose frames are made when they are asked for; some do not decode. */
  private record Clip(int count, int width, int height, Set<Integer> broken)
      implements FrameSource {
    static Clip of(int count, int width, int height) {
      return new Clip(count, width, height, Set.of());
    }

    @Override
    public void read(int[] indices, Taker taker) {
      for (int index : indices) {
        if (!broken.contains(index)) {
          taker.take(index, RgbImage.filled(width, height, index % 256, 7, 9));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1280, 720, 1280, 704, 512, 256, 4095",
    "640, 480, 640, 480, 416, 320, 1773",
    "336, 336, 320, 320, 384, 384, 1023",
    "20, 20, 64, 64, 384, 384, 623",
    "33, 33, 32, 32, 384, 384, 609",
    "20, 500, 64, 1600, 64, 1920, 1103"
  })
  void picturesHaveTwoViews(
      int width,
      int height,
      int highWidth,
      int highHeight,
      int lowWidth,
      int lowHeight,
      int tokens) {
    Visual visual = rules.prepare(new Medium.Picture(RgbImage.filled(width, height, 1, 2, 3)));

    assertThat(visual).isInstanceOf(Visual.TwoViews.class);
    Visual.TwoViews views = (Visual.TwoViews) visual;
    assertThat(List.of(views.high().width(), views.high().height()))
        .containsExactly(highWidth, highHeight);
    assertThat(List.of(views.low().width(), views.low().height()))
        .containsExactly(lowWidth, lowHeight);
    assertThat(visual.tokens(PATCH)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"640, 480, 13122", "320, 240, 4290", "480, 360, 9666", "256, 256, 4674"})
  void videosHaveSixtyFourFrames(int width, int height, int tokens) {
    Visual.Frames video = frames(new Medium.Video(Clip.of(100, width, height)));

    assertThat(video.frames()).hasSize(64);
    assertThat(video.tokens(PATCH)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"640, 480, 14082", "320, 240, 2818", "426, 240, 3842", "256, 256, 5378"})
  void longVideosHaveUpToTwoHundredAndFiftySixFrames(int width, int height, int tokens) {
    Visual.Frames video = frames(new Medium.LongVideo(Clip.of(300, width, height)));

    assertThat(video.frames()).hasSize(256);
    assertThat(video.tokens(PATCH)).isEqualTo(tokens);
  }

  @Test
  void shorterVideoIsStretchedAndEachFrameIsKeptOnce() {
    Visual.Frames video = frames(new Medium.Video(Clip.of(3, 64, 64)));

    assertThat(video.frames()).hasSize(3);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      expected.add(i * 2 / 63); // floor(i * (3 - 1) / (64 - 1)), and the last is the last
    }
    expected.add(2);
    assertThat(video.order()).isEqualTo(expected);
    Visual.Frames all = frames(new Medium.LongVideo(Clip.of(3, 128, 128)));
    assertThat(all.order()).containsExactly(0, 1, 2);
  }

  private Visual.Frames frames(Medium medium) {
    return (Visual.Frames) rules.prepare(medium);
  }

  @Test
  void sideWithoutPixelsIsRefused() {
    assertRefused(new Medium.Picture(RgbImage.filled(10_000, 40, 1, 2, 3)), Reason.EXTREME_ASPECT);
    assertRefused(new Medium.LongVideo(Clip.of(2, 1000, 100)), Reason.EXTREME_ASPECT);
  }

  @Test
  void videoWithoutFramesOrWithBrokenOnesIsRefused() {
    assertRefused(new Medium.Video(Clip.of(0, 64, 64)), Reason.NO_FRAMES);
    assertThat(
            assertRefused(
                new Medium.Video(new Clip(5, 64, 64, Set.of(1, 4))), Reason.MEDIA_TRUNCATED))
        .isEqualTo("of the 5 frames to be shown, 3 could be decoded");
  }

  @Test
  void framesOfUnequalSizesAreRefused() {
    List<RgbImage> frames =
        List.of(RgbImage.filled(64, 64, 1, 2, 3), RgbImage.filled(64, 80, 1, 2, 3));

    assertThat(assertRefused(new Medium.Video(FrameSource.of(frames)), Reason.MEDIA_UNREADABLE))
        .isEqualTo(
            "frame 1 is 64x80, but those before it are 64x64; all frames of a video must have one"
                + " size");
  }

  private String assertRefused(Medium medium, Reason reason) {
    List<String> said = new ArrayList<>();
    assertThatThrownBy(() -> rules.prepare(medium))
        .isInstanceOfSatisfying(
            CurationException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              said.add(e.explanation());
            });
    return said.get(0);
  }
}
