package io.github.oryxcuration.correspondence.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanNetDoctorTest {
  @TempDir private Path root;

  @Test
  void soundAndBrokenScansAreToldApartAndNoneStopsTheLook() throws IOException {
    ScanFixture.write(root);
    Path scans = root.resolve("scans");
    Files.createDirectories(scans.resolve("scene0002_00"));
    Files.writeString(scans.resolve("scene0002_00/scene0002_00.txt"), "sceneType = Kitchen\n");
    Files.createDirectories(scans.resolve("scene0003_00"));
    Files.write(scans.resolve("scene0003_00/scene0003_00.sens"), new byte[500]);
    Files.createDirectories(scans.resolve("notes"));
    Files.writeString(scans.resolve("notes/readme.txt"), "nothing");

    List<ScanReport> reports = ScanNetDoctor.look(root.toString(), Progress.NONE);

    assertThat(reports)
        .extracting(ScanReport::scan)
        .containsExactly("scene0002_00", "scene0003_00", ScanFixture.ID);
    assertThat(reports.get(0).skip())
        .isEqualTo(
            "MEDIA_MISSING: "
                + scans.resolve("scene0002_00")
                + ": holds neither scene0002_00.sens nor what SensReader exports (color/, depth/, pose/,"
                + " intrinsic/)");
    assertThat(reports.get(1).skip())
        .isEqualTo(
            "MEDIA_UNREADABLE: "
                + scans.resolve("scene0003_00/scene0003_00.sens")
                + ": no .sens file: begins with version 0; 3 and 4 are read");
    ScanReport sound = reports.get(2);
    assertThat(sound.isUsable()).isTrue();
    assertThat(sound.frames()).isEqualTo(6);
    assertThat(sound.posed()).isEqualTo(6);
    assertThat(sound.faultWords()).isEqualTo("-");
    assertThat(sound.objects()).isEqualTo(14);
    assertThat(sound.maps()).isEqualTo(4);
  }

  @Test
  void lostFramesAreCountedAndAScanOfThemIsSkipped() throws IOException {
    ScanFixture.write(root);
    Path sens = root.resolve("scans/" + ScanFixture.ID + "/" + ScanFixture.ID + ".sens");
    ScanFixture.change(
        sens,
        bytes -> {
          for (int frame = 0; frame < 5; frame++) {
            bytes.putFloat(ScanFixture.frame(bytes, frame), Float.NEGATIVE_INFINITY);
          }
        });
    ScanReport report = ScanNetDoctor.look(root.toString(), Progress.NONE).get(0);
    assertThat(report.faultWords()).isEqualTo("5 lost pose");
    assertThat(report.skip())
        .isEqualTo(
            "NO_FRAMES: 1 of the 1 frames that were looked at can be used; at least 2 are needed");
  }

  @Test
  void scanWithoutMeshIsUsableAndItsNoteSaysWhereObjectsComeFrom() throws IOException {
    ScanFixture.write(root);
    Path scan = root.resolve("scans/" + ScanFixture.ID);
    Files.delete(scan.resolve(ScanFixture.ID + "_vh_clean_2.ply"));

    assertUsableWithNote("objects come from the raw 2-D instances (geometric-maps-1)");

    Files.delete(scan.resolve(ScanFixture.ID + "_2d-instance.zip"));
    Files.delete(scan.resolve(ScanFixture.ID + "_2d-instance-filt.zip"));
    assertUsableWithNote("objects are regions of depth (geometric-voxels-1)");
  }

  private void assertUsableWithNote(String objects) throws IOException {
    ScanReport report = ScanNetDoctor.look(root.toString(), Progress.NONE).get(0);
    assertThat(report.skip()).isEmpty();
    assertThat(report.notes())
        .containsExactly("mesh, segments or aggregation is absent: " + objects);
  }
}
