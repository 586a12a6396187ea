package io.github.oryxcuration.correspondence.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.correspondence.scan.ScanFixture;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancesTest {
  @TempDir private Path root;

  private static void replace(String file, String from, String to) throws IOException {
    Path path = Path.of(file);
    Files.writeString(path, Files.readString(path).replace(from, to));
  }

  @Test
  void verticesHaveTheObjectsOfTheRightPair() throws IOException {
    Instances found = Instances.read(ScanFixture.write(root));
    Instances made = ScanFixture.room().instances();
    assertThat(found.ofVertex()).isEqualTo(made.ofVertex());
    assertThat(found.labels()).isEqualTo(made.labels());
    assertThat(found.mesh().xyz()).isEqualTo(made.mesh().xyz());
    assertThat(found.mesh().triangles()).isEqualTo(made.mesh().triangles());
  }

  @Test
  void aggregationOfTheOtherResolutionIsRefusedByTheFileItNames() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    Files.copy(
        Path.of(scan.file("_vh_clean.aggregation.json")),
        Path.of(scan.file(".aggregation.json")),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> Instances.read(scan))
        .isInstanceOf(CurationException.class)
        .hasMessage(
            "scene0950_00.aggregation.json was made for scene0950_00_vh_clean.segs.json, not for"
                + " scene0950_00_vh_clean_2.0.010000.segs.json: its segment ids mean others here. Take the"
                + " .aggregation.json without _vh_clean in its name with the _vh_clean_2 mesh");
  }

  @Test
  void aggregationThatNamesNoFileIsRefusedByItsSegments() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    Files.copy(
        Path.of(scan.file("_vh_clean.aggregation.json")),
        Path.of(scan.file(".aggregation.json")),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    replace(scan.file(".aggregation.json"), "segmentsFile", "wasSegmentsFile");
    assertThatThrownBy(() -> Instances.read(scan))
        .hasMessageMatching(
            "(\\d+) of the \\1 segments that scene0950_00.aggregation.json names are not in"
                + " scene0950_00_vh_clean_2.0.010000.segs.json: the two files do not belong together");
  }

  @Test
  void segmentsOfAnotherMeshAreRefusedByTheirNumber() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    replace(scan.file("_vh_clean_2.0.010000.segs.json"), "\"segIndices\":[", "\"segIndices\":[10,");
    int vertices = ScanFixture.room().instances().mesh().vertices();
    assertThatThrownBy(() -> Instances.read(scan))
        .hasMessage(
            "scene0950_00_vh_clean_2.0.010000.segs.json has a segment for %d vertices, but the mesh of scene0950_00 has %d",
            vertices + 1, vertices);
  }

  @Test
  void annotationOfAnotherScanIsRefused() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    replace(scan.file(".aggregation.json"), "scannet.scene0950_00\"", "scannet.scene0951_00\"");
    assertThatThrownBy(() -> Instances.read(scan))
        .hasMessage(
            "one of scene0950_00.aggregation.json and scene0950_00_vh_clean_2.0.010000.segs.json is of scan scene0951_00, not of scene0950_00");
  }

  @Test
  void damagedJsonIsNamedWithItsFile() throws IOException {
    ScanFolder scan = ScanFixture.write(root);
    String segs = scan.file("_vh_clean_2.0.010000.segs.json");
    Files.writeString(Path.of(segs), "{\"segIndices\":[1,2,\"x\"]}");
    assertThatThrownBy(() -> Instances.read(scan))
        .hasMessage(segs + ": each of segIndices must be a whole number, but is x");
    Files.writeString(Path.of(segs), "{\"segIndices\":[1,2");
    assertThatThrownBy(() -> Instances.read(scan)).hasMessageStartingWith(segs + ": ");
    Files.writeString(Path.of(segs), "[]");
    assertThatThrownBy(() -> Instances.read(scan)).hasMessage(segs + ": must be one JSON object");
  }

  @Test
  void realScanHasEighteenObjects() throws IOException {
    String root = SharedFiles.shared("data/scannet").toAbsolutePath().normalize().toString();
    Instances instances = Instances.read(ScanFolder.find(root, "scene0901_00"));
    assertThat(instances.labels())
        .hasSize(18)
        .containsEntry(13, "table")
        .containsEntry(18, "floor");
    assertThat(instances.ofVertex()).hasSize(82163);
  }
}
