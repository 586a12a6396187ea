package io.github.oryxcuration.correspondence.track.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.MapZip;
import io.github.oryxcuration.correspondence.scene.Mesh;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeometricTrackerTest {
  @TempDir private Path root;

  /** Intersection over union of each id, over all frames. */
  private static Map<Integer, Double> overlaps(ScanFolder folder, Instances instances)
      throws IOException {
    Map<Integer, long[]> counts = new TreeMap<>();
    try (Scan scan = folder.open();
        MapZip truth = MapZip.open(folder.file("_2d-instance-filt.zip"))) {
      List<ScanFrame> frames = new FrameChecker(scan).posed();
      Tracks tracks = new GeometricTracker(instances).track(new ScanSequence(scan, frames));
      for (int i = 0; i < frames.size(); i++) {
        GreyPng map = java.util.Objects.requireNonNull(truth.map(frames.get(i).index()));
        LabelMap found = tracks.map(i);
        for (int p = 0; p < map.values().length; p++) {
          int a = found.ids()[p] & 0xffff;
          int b = map.values()[p] & 0xffff;
          if (a == b) {
            counts.computeIfAbsent(a, k -> new long[2])[0]++;
          }
          counts.computeIfAbsent(a, k -> new long[2])[1]++;
          counts.computeIfAbsent(b, k -> new long[2])[1] += a == b ? 0 : 1;
        }
      }
    }
    counts.remove(0);
    Map<Integer, Double> overlaps = new TreeMap<>();
    counts.forEach((id, c) -> overlaps.put(id, (double) c[0] / c[1]));
    return overlaps;
  }

  @Test
  void masksOfARoomWithTwoCamerasAndPostsInTheWayAreNearlyExact() throws IOException {
    Room room = Room.of(RoomSpec.of(3, 6, 320, 240).withOccluders(4).withMeshSpacing(0.04));
    ScanFolder folder = ScanFixture.write(room, root);
    Map<Integer, Double> overlaps = overlaps(folder, Instances.read(folder));
    assertThat(overlaps).hasSize(18);
    assertThat(overlaps.values()).allSatisfy(iou -> assertThat(iou).isGreaterThan(0.95));
  }

  @Test
  void verticesWithoutTrianglesAreEnough() throws IOException {
    Room room = Room.of(RoomSpec.of(3, 6, 320, 240).withMeshSpacing(0.02));
    ScanFolder folder = ScanFixture.write(room, root);
    Instances whole = Instances.read(folder);
    Mesh cloud = new Mesh(whole.mesh().xyz(), new short[0], new int[0]);
    Map<Integer, Double> overlaps =
        overlaps(folder, new Instances(cloud, whole.ofVertex(), whole.labels()));
    assertThat(overlaps.values()).allSatisfy(iou -> assertThat(iou).isGreaterThan(0.85));
  }

  @Test
  void whatMeasuredDepthSaysIsHiddenIsNotLabelled() throws IOException {
    // The mesh knows nothing of the posts; depth alone can tell that they are in the way.
    Room with = Room.of(RoomSpec.of(3, 6, 320, 240).withOccluders(6).withMeshSpacing(0.04));
    ScanFolder folder = ScanFixture.write(with, root);
    Instances without = Room.of(RoomSpec.of(3, 6, 320, 240).withMeshSpacing(0.04)).instances();
    try (Scan scan = folder.open();
        MapZip truth = MapZip.open(folder.file("_2d-instance-filt.zip"))) {
      List<ScanFrame> frames = scan.frames();
      Tracks tracks = new GeometricTracker(without).track(new ScanSequence(scan, frames));
      long onPosts = 0;
      long labelled = 0;
      for (int i = 0; i < frames.size(); i++) {
        GreyPng map = java.util.Objects.requireNonNull(truth.map(i));
        for (int p = 0; p < map.values().length; p++) {
          boolean post = map.values()[p] >= 13 && map.values()[p] <= 18;
          onPosts += post ? 1 : 0;
          labelled += post && tracks.map(i).ids()[p] != 0 ? 1 : 0;
        }
      }
      assertThat(onPosts).isGreaterThan(2000);
      assertThat((double) labelled / onPosts).isLessThan(0.15);
    }
  }

  @Test
  void objectsOfARealScanAreWhereTheirMasksAre() throws IOException {
    String shared = SharedFiles.shared("data/scannet").toAbsolutePath().normalize().toString();
    ScanFolder folder = ScanFolder.find(shared, "scene0901_00");
    Map<Integer, Double> overlaps = overlaps(folder, Instances.read(folder));
    assertThat(overlaps.keySet()).hasSize(18);
    assertThat(overlaps.values().stream().mapToDouble(x -> x).average().orElse(0))
        .isGreaterThan(0.70);
  }
}
