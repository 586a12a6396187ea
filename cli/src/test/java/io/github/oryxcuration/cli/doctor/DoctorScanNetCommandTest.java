package io.github.oryxcuration.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorScanNetCommandTest {
  @TempDir private Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void tableAndSkipListNameWhatCannotBeUsed() throws IOException {
    RoomScan.write(
        Room.of(RoomSpec.of(1, 4, 64, 48).withMeshSpacing(0.1)), root.toString(), "scene0950_00");
    Path broken = Files.createDirectories(root.resolve("scans/scene0002_00"));
    Files.writeString(broken.resolve("scene0002_00.txt"), "");
    Path skip = root.resolve("skip.txt");

    int code = run("doctor", "scannet", root.toString(), "-q", "--skip-list", skip.toString());

    assertThat(code).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "scan            frames   posed  looked  objects  maps  unusable frames",
            "scene0002_00         0       0       0        0     0  -",
            "scene0950_00         4       4       4       14     4  -",
            "skip scene0002_00: MEDIA_MISSING: "
                + broken
                + ": holds neither scene0002_00.sens nor what SensReader exports (color/, depth/,"
                + " pose/, intrinsic/)",
            "1 of 2 scans can be used.");
    assertThat(skip).content().isEqualTo("scene0002_00\n");
  }

  @Test
  void folderThatIsNotThereIsAUsageError() {
    assertThat(run("doctor", "scannet", root.resolve("absent").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is no folder. Name the folder that holds scans/.");
  }
}
