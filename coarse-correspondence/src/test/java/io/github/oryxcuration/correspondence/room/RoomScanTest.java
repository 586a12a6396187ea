package io.github.oryxcuration.correspondence.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.correspondence.scan.ScanFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomScanTest {
  @TempDir private Path first;
  @TempDir private Path second;

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void scanIsWholeAndTheSameEveryTime() throws IOException {
    ScanFixture.write(first);
    ScanFixture.write(second);

    assertThat(files(first))
        .extracting(Path::toString)
        .containsExactly(
            "qa/ScanQA_v1.0_train_scene0950_00.json",
            "scannetv2-labels.combined.tsv",
            "scans/scene0950_00/scene0950_00.aggregation.json",
            "scans/scene0950_00/scene0950_00.sens",
            "scans/scene0950_00/scene0950_00.txt",
            "scans/scene0950_00/scene0950_00_2d-instance-filt.zip",
            "scans/scene0950_00/scene0950_00_2d-instance.zip",
            "scans/scene0950_00/scene0950_00_2d-label-filt.zip",
            "scans/scene0950_00/scene0950_00_2d-label.zip",
            "scans/scene0950_00/scene0950_00_vh_clean.aggregation.json",
            "scans/scene0950_00/scene0950_00_vh_clean.segs.json",
            "scans/scene0950_00/scene0950_00_vh_clean_2.0.010000.segs.json",
            "scans/scene0950_00/scene0950_00_vh_clean_2.labels.ply",
            "scans/scene0950_00/scene0950_00_vh_clean_2.ply");
    for (Path file : files(first)) {
      assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
    }
  }

  @Test
  void lookAlikesLookAlikeAndNoiseChangesWhatIsStoredAndNotWhatIsSeen() {
    RoomSpec spec = RoomSpec.of(1, 8, 96, 72);
    Room clean = Room.of(spec);
    assertThat(clean.boxes().get(1).skin()).isEqualTo(clean.boxes().get(0).skin());
    assertThat(clean.boxes().get(3).skin()).isNotEqualTo(clean.boxes().get(0).skin());

    RoomView seen = clean.view(3);
    RoomView noisy = Room.of(spec.withPoseNoise(0.03, 1.5).withDepthNoise(0.01)).view(3);
    assertThat(noisy.image()).isEqualTo(seen.image());
    assertThat(noisy.ids()).isEqualTo(seen.ids());
    assertThat(noisy.pose()).isEqualTo(seen.pose());
    assertThat(noisy.storedPose()).isNotEqualTo(seen.storedPose());
    assertThat(noisy.storedPose().isRigid()).isTrue();
    assertThat(noisy.depth()).isNotEqualTo(seen.depth());
  }

  @Test
  void blurAndExposureChangePicturesAlone() {
    RoomSpec spec = RoomSpec.of(1, 8, 96, 72);
    RoomView seen = Room.of(spec).view(3);
    RoomView blurred = Room.of(spec.withBlurEvery(4)).view(3);
    assertThat(blurred.image()).isNotEqualTo(seen.image());
    assertThat(blurred.ids()).isEqualTo(seen.ids());
    assertThat(Room.of(spec.withExposure(0.5)).view(3).image()).isNotEqualTo(seen.image());
  }
}
