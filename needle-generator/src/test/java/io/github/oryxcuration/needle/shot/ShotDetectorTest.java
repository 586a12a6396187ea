package io.github.oryxcuration.needle.shot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import io.github.oryxcuration.needle.film.MovieNetFixture;
import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.ShotFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShotDetectorTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;

  private final ShotDetector detector = new ShotDetector(ShotSpec.DEFAULT);

  private void add(long scene, int frames) {
    RgbImage image = MovieNetFixture.scene(scene, WIDTH, HEIGHT);
    for (int i = 0; i < frames; i++) {
      detector.add(image);
    }
  }

  @Test
  void nothingHasNoShotsAndOneFrameHasOne() {
    assertThat(detector.shots()).isEmpty();
    add(1, 1);
    assertThat(detector.shots()).containsExactly(new Shot(0, 0, 0, List.of()));
  }

  @Test
  void cutsAreFoundAlsoAfterTheFirstAndBeforeTheLastFrame() {
    add(1, 1);
    add(2, 20);
    add(3, 2);
    add(4, 1);

    assertThat(detector.shots())
        .containsExactly(
            new Shot(0, 0, 0, List.of()),
            new Shot(1, 1, 20, List.of()),
            new Shot(2, 21, 22, List.of()),
            new Shot(3, 23, 23, List.of()));
  }

  @Test
  void movingCameraIsOneShot() {
    RgbImage wide = MovieNetFixture.scene(9, WIDTH * 2, HEIGHT);
    for (int x = 0; x < WIDTH; x += 2) {
      detector.add(wide.crop(x, 0, WIDTH, HEIGHT));
    }

    assertThat(detector.shots()).hasSize(1);
  }

  @Test
  void slowDissolveIsNoCut() {
    RgbImage from = MovieNetFixture.scene(1, WIDTH, HEIGHT);
    RgbImage to = MovieNetFixture.scene(2, WIDTH, HEIGHT);
    for (int step = 0; step <= 24; step++) {
      byte[] rgb = new byte[from.rgb().length];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (((from.rgb()[i] & 0xff) * (24 - step) + (to.rgb()[i] & 0xff) * step) / 24);
      }
      detector.add(new RgbImage(WIDTH, HEIGHT, rgb));
    }

    assertThat(detector.shots()).hasSize(1);
  }

  /** Recall and precision on the shared film: every listed cut to the frame, and nothing else. */
  @Test
  void allCutsOfTheSharedFilmAreFoundToTheFrame() throws IOException {
    Path film = SharedFiles.shared("data/movienet/movie/tt9000001.mp4");
    String shotFile =
        SharedFiles.shared("data/movienet/movie1K.shot_detection.v1/shot/tt9000001.txt").toString();
    try (SeekableByteChannel channel = Files.newByteChannel(film)) {
      Videos.decode(
          channel,
          "film",
          FrameRequest.all().scaledTo(WIDTH, HEIGHT),
          new VideoLimits(1 << 24, 10_000, 300),
          frame -> detector.add(frame.image()));
    }

    SortedSet<Long> found = starts(detector.shots());
    SortedSet<Long> listed = starts(ShotFile.read(shotFile));

    assertThat(found).isEqualTo(listed);
  }

  private static SortedSet<Long> starts(List<Shot> shots) {
    SortedSet<Long> starts = new TreeSet<>();
    shots.forEach(shot -> starts.add(shot.start()));
    return starts;
  }
}
