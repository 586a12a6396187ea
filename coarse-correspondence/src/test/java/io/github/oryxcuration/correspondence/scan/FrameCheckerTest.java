package io.github.oryxcuration.correspondence.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameCheckerTest {
  @TempDir private Path root;

  private static List<String> faults(Scan scan) throws IOException {
    FrameChecker checker = new FrameChecker(scan);
    List<String> faults = new ArrayList<>();
    for (ScanFrame frame : scan.frames()) {
      Optional<FrameFault> fault = checker.fault(frame);
      faults.add(fault.map(FrameFault::words).orElse("fine"));
    }
    return faults;
  }

  private ScanFolder dense() {
    return ScanFixture.write(
        io.github.oryxcuration.correspondence.room.Room.of(
            new io.github.oryxcuration.correspondence.room.RoomSpec(
                5, 12, 2, 0, 7, 40, 160, 120, 0.01, 0.01, 0.5, 0, 0, 0.06)),
        root);
  }

  @Test
  void everyFrameOfASoundScanIsFine() throws IOException {
    try (Scan scan = dense().open()) {
      assertThat(faults(scan)).containsOnly("fine");
    }
  }

  @Test
  void lostDamagedAndWrongPosesAreToldApart() throws IOException {
    ScanFolder folder = dense();
    ScanFixture.change(
        Path.of(folder.file(".sens")),
        bytes -> {
          int lost = ScanFixture.frame(bytes, 1);
          for (int i = 0; i < 16; i++) {
            bytes.putFloat(lost + 4 * i, Float.NEGATIVE_INFINITY);
          }
          bytes.putFloat(ScanFixture.frame(bytes, 2), 3);
          int wrong = ScanFixture.frame(bytes, 4);
          bytes.putFloat(wrong + 12, bytes.getFloat(wrong + 12) + 1.5f);
          bytes.putFloat(wrong + 44, bytes.getFloat(wrong + 44) + 0.8f);
        });
    try (Scan scan = folder.open()) {
      assertThat(faults(scan))
          .containsExactly(
              "fine", "lost pose", "damaged pose", "fine", "wrong pose", "fine", "fine");
    }
  }

  @Test
  void blackDepthOtherSizesAndUnreadableFramesAreFound() throws IOException {
    ScanFolder folder = dense();
    Path exported = Path.of(folder.path()).resolve("exported");
    try (Scan scan = folder.open()) {
      ScanFixture.exportPython(scan, exported);
    }
    Files.delete(Path.of(folder.file(".sens")));
    Files.write(exported.resolve("depth/1.png"), GreyPng.write(160, 120, new short[160 * 120], 16));
    Files.write(
        exported.resolve("color/3.jpg"), PngEncoder.encode(RgbImage.filled(80, 60, 1, 2, 3)));
    Files.writeString(exported.resolve("color/5.jpg"), "no picture");
    Files.writeString(exported.resolve("depth/6.png"), "no picture");

    try (Scan scan = folder.open()) {
      assertThat(faults(scan))
          .containsExactly(
              "fine", "black depth", "fine", "other size", "fine", "unreadable", "unreadable");
    }
  }

  @Test
  void sparseRealFramesConfirmEachOther() throws IOException {
    Path sens = SharedFiles.shared("data/scannet/scans/scene0901_00/scene0901_00.sens");
    try (Scan scan = SensFile.open(sens.toAbsolutePath().normalize().toString())) {
      assertThat(faults(scan))
          .filteredOn(fault -> !fault.equals("fine"))
          .containsExactly("lost pose");
    }
  }
}
