package io.github.oryxcuration.correspondence.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTextTest {
  @TempDir private Path folder;

  private ScanText text(String content) throws IOException {
    Path file = folder.resolve("scan.txt");
    Files.writeString(file, content);
    return java.util.Objects.requireNonNull(ScanText.read(file.toString()));
  }

  @Test
  void absentAlignmentChangesNothing() throws IOException {
    ScanText text = text("sceneType = Bedroom / Hotel \nfx_color = 1170.2\n");
    assertThat(text.axisAlignment()).isEqualTo(Matrix4.IDENTITY);
    assertThat(text.colorToDepth()).isEqualTo(Matrix4.IDENTITY);
    assertThat(text.sceneType()).isEqualTo("Bedroom / Hotel");
  }

  @Test
  void alignmentThatIsCutOffIsNamed() throws IOException {
    ScanText text = text("axisAlignment = 1 0 0");
    assertThatThrownBy(text::axisAlignment)
        .hasMessage(
            folder.resolve("scan.txt")
                + ", axisAlignment: a matrix has 16 numbers, but here are 3");
  }

  @Test
  void keysOfARealScanAgreeWithItsRecording() throws IOException {
    Path scan = SharedFiles.shared("data/scannet/scans/scene0901_00").toAbsolutePath().normalize();
    ScanText text =
        java.util.Objects.requireNonNull(
            ScanText.read(scan.resolve("scene0901_00.txt").toString()));
    assertThat(text.axisAlignment().at(0, 0)).isEqualTo(0.988228);
    try (Scan recording = SensFile.open(scan.resolve("scene0901_00.sens").toString())) {
      assertThat(text.cameras().color()).isEqualTo(recording.cameras().color());
      assertThat(text.cameras().depth()).isEqualTo(recording.cameras().depth());
      for (int i = 0; i < 12; i++) {
        assertThat(text.cameras().depthToColor().toArray()[i])
            .isCloseTo(recording.cameras().depthToColor().toArray()[i], within(1e-5));
      }
    }
  }
}
