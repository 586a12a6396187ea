package io.github.oryxcuration.correspondence.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportedScanTest {
  @TempDir private Path root;

  private Path export(String layout) throws IOException {
    ScanFolder folder = ScanFixture.write(root);
    try (Scan scan = folder.open()) {
      if (layout.equals("python")) {
        ScanFixture.exportPython(scan, Path.of(folder.path()).resolve("exported"));
      } else {
        ScanFixture.exportCpp(scan, Path.of(folder.path()));
      }
    }
    return Path.of(folder.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "c++"})
  void exportedFramesAreThoseOfTheRecording(String layout) throws IOException {
    Path folder = export(layout);
    Path sens = folder.resolve(ScanFixture.ID + ".sens");
    Path kept = root.resolve("kept.sens");
    Files.move(sens, kept);

    try (Scan whole = SensFile.open(kept.toString());
        Scan exported = ScanFolder.find(root.toString(), ScanFixture.ID).open()) {
      assertThat(exported.id()).isEqualTo(ScanFixture.ID);
      assertThat(exported.frames()).hasSameSizeAs(whole.frames());
      assertThat(exported.cameras().color().width()).isEqualTo(160);
      assertThat(exported.cameras().depth().fx())
          .isCloseTo(whole.cameras().depth().fx(), within(1e-5));
      assertThat(exported.cameras().depthToColor().at(0, 3)).isCloseTo(0.025, within(1e-6));
      for (int i = 0; i < whole.frames().size(); i++) {
        ScanFrame a = whole.frames().get(i);
        ScanFrame b = exported.frames().get(i);
        assertThat(b.index()).isEqualTo(a.index());
        assertThat(exported.color(b)).isEqualTo(whole.color(a));
        assertThat(exported.depth(b)).isEqualTo(whole.depth(a));
        for (int k = 0; k < 16; k++) {
          assertThat(b.pose().toArray()[k]).isCloseTo(a.pose().toArray()[k], within(1e-6));
        }
      }
    }
  }

  @Test
  void lostAndMissingPosesAreLostAndMissingFramesAreNoneAtAll() throws IOException {
    Path folder = export("python");
    Files.delete(folder.resolve(ScanFixture.ID + ".sens"));
    Path exported = folder.resolve("exported");
    Files.writeString(exported.resolve("pose/1.txt"), "-inf ".repeat(16));
    Files.delete(exported.resolve("pose/2.txt"));
    Files.delete(exported.resolve("color/3.jpg"));

    try (Scan scan = ScanFolder.find(root.toString(), ScanFixture.ID).open()) {
      assertThat(scan.frames()).extracting(ScanFrame::index).containsExactly(0, 1, 2, 4, 5);
      assertThat(scan.frames())
          .extracting(ScanFrame::isLost)
          .containsExactly(false, true, true, false, false);
    }
  }

  @Test
  void poseThatIsNoMatrixIsNamed() throws IOException {
    Path folder = export("python");
    Files.delete(folder.resolve(ScanFixture.ID + ".sens"));
    Path pose = folder.resolve("exported/pose/4.txt");
    Files.writeString(pose, "1 2 3");
    assertThatThrownBy(() -> ScanFolder.find(root.toString(), ScanFixture.ID).open())
        .hasMessage(pose + ": a matrix has 16 numbers, but here are 3");
  }

  @Test
  void subsetOf25kFramesIsRefusedForIdentity() throws IOException {
    Path scan = root.resolve("scene0001_00");
    for (String folder : new String[] {"color", "depth", "instance", "label", "pose"}) {
      Files.createDirectories(scan.resolve(folder));
    }
    assertThatThrownBy(() -> ScanFolder.find(root.toString(), "scene0001_00"))
        .hasMessage(
            scan
                + ": is of scannet_frames_25k, whose instance pictures are numbered anew in every frame"
                + " (label*1000 + count in that picture); the same number is not the same object. Use the"
                + " scan's .sens with its aggregation, or its _2d-instance-filt.zip.");
  }

  @Test
  void nameThatCouldLeadOutOfTheRootIsNoScan() {
    assertThatThrownBy(() -> ScanFolder.find(root.toString(), "../scene0001_00"))
        .hasMessage("'../scene0001_00' is no name of a scan; they look like scene0000_00");
    assertThatThrownBy(() -> ScanFolder.find(root.toString(), "scene0001_00"))
        .hasMessage(root + ": no scan scene0001_00 in scans/, scans_test/ or the folder itself");
  }
}
