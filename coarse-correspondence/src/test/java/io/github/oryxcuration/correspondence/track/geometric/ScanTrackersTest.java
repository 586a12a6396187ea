package io.github.oryxcuration.correspondence.track.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.scene.MapZip;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTrackersTest {
  private static final String ID = "scene0950_00";

  @TempDir private Path root;

  private ScanFolder folder;
  private LabelTable table;

  @BeforeEach
  void writesScan() throws IOException {
    RoomScan.write(Room.of(RoomSpec.of(3, 5, 160, 120)), root.toString(), ID);
    folder = ScanFolder.find(root.toString(), ID);
    table = LabelTable.above(folder);
  }

  private void delete(String... suffixes) throws IOException {
    for (String suffix : suffixes) {
      Files.delete(Path.of(folder.file(suffix)));
    }
  }

  private Tracks tracks() throws IOException {
    try (Scan scan = folder.open();
        Tracker tracker = ScanTrackers.best(folder, table)) {
      return tracker.track(new ScanSequence(scan, scan.frames()));
    }
  }

  /** Rewrites an instance zip with other values. */
  private void revalue(String suffix, IntUnaryOperator value) throws IOException {
    List<byte[]> maps = new ArrayList<>();
    try (MapZip zip = MapZip.open(folder.file(suffix))) {
      for (int frame : zip.frames()) {
        GreyPng map = java.util.Objects.requireNonNull(zip.map(frame));
        short[] ids = map.values().clone();
        for (int i = 0; i < ids.length; i++) {
          ids[i] = (short) value.applyAsInt(ids[i]);
        }
        maps.add(GreyPng.write(map.width(), map.height(), ids, 8));
      }
    }
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(Path.of(folder.file(suffix))))) {
      for (int i = 0; i < maps.size(); i++) {
        out.putNextEntry(new ZipEntry("instance/" + i + ".png"));
        out.write(maps.get(i));
        out.closeEntry();
      }
    }
  }

  @Test
  void annotatedMeshIsTakenFirst() throws IOException {
    assertThat(tracks().tracker()).isEqualTo("geometric-1");
  }

  @Test
  void withoutMeshTheRawInstancesAreTakenWithTheirNames() throws IOException {
    delete("_vh_clean_2.ply");
    Tracks tracks = tracks();
    assertThat(tracks.tracker()).isEqualTo("geometric-maps-1");
    try (MapZip zip = MapZip.open(folder.file("_2d-instance-filt.zip"))) {
      for (int i = 0; i < 5; i++) {
        GreyPng map = java.util.Objects.requireNonNull(zip.map(i));
        assertThat(tracks.map(i)).isEqualTo(new LabelMap(160, 120, map.values()));
      }
    }
    assertThat(tracks.label(1)).isEqualTo("chair");
    assertThat(tracks.label(14)).isEqualTo("wall");
  }

  @Test
  void withoutFilteredInstancesTheOthersAreTakenAndWithoutLabelsObjectsHaveNoNames()
      throws IOException {
    delete("_vh_clean_2.0.010000.segs.json", "_2d-instance-filt.zip");
    delete("_2d-label-filt.zip", "_2d-label.zip");
    Tracks tracks = tracks();
    assertThat(tracks.tracker()).isEqualTo("geometric-maps-1");
    assertThat(tracks.map(0).areas()).hasSizeGreaterThan(5);
    assertThat(tracks.label(1)).isEmpty();
  }

  @Test
  void valuesThatAreObjectIdsThemselvesAreRefused() throws IOException {
    delete("_vh_clean_2.ply");
    revalue("_2d-instance-filt.zip", value -> Math.max(0, value - 1));
    assertThatThrownBy(this::tracks)
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("_2d-instance-filt.zip: its values are not objectId + 1: of ")
        .hasMessageContaining("if the value were the objectId itself");
  }

  @Test
  void valuesThatMeanNothingAreRefused() throws IOException {
    delete("_vh_clean_2.ply");
    revalue("_2d-instance-filt.zip", value -> value == 0 ? 0 : 15 - value);
    assertThatThrownBy(this::tracks)
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("its values are not objectId + 1");
  }

  @Test
  void withoutAnyAnnotationRegionsOfDepthAreJoinedByPlace() throws IOException {
    delete(".aggregation.json", "_2d-instance-filt.zip", "_2d-instance.zip");
    Tracks tracks = tracks();
    assertThat(tracks.tracker()).isEqualTo("geometric-voxels-1");
    assertThat(tracks.map(0).areas()).isNotEmpty();
  }

  @Test
  void damagedAnnotationIsNoReasonToTakeLess() throws IOException {
    Files.writeString(Path.of(folder.file(".aggregation.json")), "{");
    assertThatThrownBy(this::tracks)
        .isInstanceOf(CurationException.class)
        .hasMessageContaining(".aggregation.json");
  }
}
