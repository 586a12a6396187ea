package io.github.oryxcuration.correspondence.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensFileTest {
  @TempDir private Path root;

  private Path sens() {
    return Path.of(ScanFixture.write(root).file(".sens"));
  }

  @Test
  void framesAreReadAsTheyWereWritten() throws IOException {
    Room room = ScanFixture.room();
    try (SensFile file = SensFile.open(sens().toString())) {
      assertThat(file.id()).isEqualTo(ScanFixture.ID);
      assertThat(file.complaint()).isEmpty();
      assertThat(file.frames()).extracting(ScanFrame::index).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(file.frames()).extracting(ScanFrame::seconds).startsWith(0.0, 0.033333);
      assertThat(file.cameras().depthToColor().at(0, 3)).isCloseTo(0.025, within(1e-7));
      for (ScanFrame frame : file.frames()) {
        RoomView view = room.view(frame.index());
        assertThat(file.depth(frame)).isEqualTo(view.depth());
        assertThat(Pictures.inspect(file.color(frame)).size()).isEqualTo(view.image().size());
        for (int i = 0; i < 16; i++) {
          assertThat(frame.pose().toArray()[i]).isCloseTo(view.pose().toArray()[i], within(1e-6));
        }
      }
    }
  }

  @Test
  void fileThatBreaksOffGivesTheFramesBeforeTheBreak() throws IOException {
    Path sens = sens();
    byte[] whole = Files.readAllBytes(sens);
    int third =
        ScanFixture.frame(
            java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN), 3);
    Files.write(sens, Arrays.copyOf(whole, third + 100));

    try (SensFile file = SensFile.open(sens.toString())) {
      assertThat(file.frames()).hasSize(3);
      assertThat(file.complaint()).isEqualTo("ends in frame 3 of 6");
    }
  }

  @Test
  void versionThreeEndsWithItsFrames() throws IOException {
    Path sens = sens();
    byte[] whole = Files.readAllBytes(sens);
    Files.write(sens, Arrays.copyOf(whole, whole.length - 8));
    ScanFixture.change(sens, bytes -> bytes.putInt(0, 3));

    try (SensFile file = SensFile.open(sens.toString())) {
      assertThat(file.frames()).hasSize(6);
      assertThat(file.complaint()).isEmpty();
    }
  }

  @Test
  void promiseOfMoreFramesThanThereAreIsNotBelieved() throws IOException {
    Path sens = sens();
    ScanFixture.change(sens, bytes -> bytes.putLong(ScanFixture.HEAD, -1));

    try (SensFile file = SensFile.open(sens.toString())) {
      assertThat(file.frames()).hasSize(6);
      assertThat(file.complaint()).isEqualTo("ends in frame 6 of 18446744073709551615");
    }
  }

  /** The middle frames have holes of 200 MB for depth, which a sparse file does not store. */
  @Test
  void frameBehindFourGigabytesIsRead() throws IOException {
    Path sens = sens();
    byte[] whole = Files.readAllBytes(sens);
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int first = ScanFixture.frame(bytes, 0);
    int second = ScanFixture.frame(bytes, 1);
    ByteBuffer hole = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
    hole.put(whole, first, 64).putLong(80, 0).putLong(88, 200_000_000L);
    Path large = root.resolve("large.sens");
    try (FileChannel out =
        FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      bytes.putLong(ScanFixture.HEAD, 23);
      long at = out.write(ByteBuffer.wrap(whole, 0, first), 0);
      for (int i = 0; i < 22; i++) {
        out.write(hole.rewind(), at);
        at += 96 + 200_000_000L;
      }
      out.write(ByteBuffer.wrap(whole, first, second - first), at);
    }
    assertThat(Files.size(large)).isGreaterThan(1L << 32);

    try (SensFile file = SensFile.open(large.toString());
        SensFile small = SensFile.open(sens.toString())) {
      assertThat(file.complaint()).isEmpty();
      assertThat(file.frames()).hasSize(23);
      ScanFrame last = file.frames().get(22);
      assertThat(file.color(last)).isEqualTo(small.color(small.frames().get(0)));
      assertThat(file.depth(last)).isEqualTo(small.depth(small.frames().get(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void pictureOfAnImpossibleSizeEndsTheRecording(int size) throws IOException {
    Path sens = sens();
    ScanFixture.change(
        sens,
        bytes ->
            bytes.putLong(ScanFixture.frame(bytes, 1) + 80, size < 0 ? -1 : Long.MAX_VALUE - size));

    try (SensFile file = SensFile.open(sens.toString())) {
      assertThat(file.frames()).hasSize(1);
      assertThat(file.complaint()).isEqualTo("ends in frame 1 of 6");
    }
  }

  @Test
  void whatIsNoRecordingIsRefusedWithWhatWasFound() throws IOException {
    Path file = root.resolve("x.sens");
    Files.write(file, new byte[400]);
    assertThatThrownBy(() -> SensFile.open(file.toString()))
        .isInstanceOf(CurationException.class)
        .hasMessage(file + ": no .sens file: begins with version 0; 3 and 4 are read");
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> SensFile.open(file.toString()))
        .hasMessage(file + ": breaks off in its head: 3 bytes");
    assertThatThrownBy(() -> SensFile.open(file + "-absent"))
        .hasMessage(file + "-absent: no such file");
  }

  @Test
  void depthThatIsNotReadIsNamed() throws IOException {
    Path sens = sens();
    ScanFixture.change(sens, bytes -> bytes.putInt(ScanFixture.HEAD - 24, 2));
    assertThatThrownBy(() -> SensFile.open(sens.toString()))
        .hasMessage(sens + ": stores depth as OCCI; zlib and raw are read");
  }

  @Test
  void depthThatIsDamagedCostsItsFrameAlone() throws IOException {
    Path sens = sens();
    ScanFixture.change(
        sens,
        bytes -> {
          int at = ScanFixture.frame(bytes, 2);
          int depth = at + 96 + (int) bytes.getLong(at + 80);
          for (int i = 0; i < 200; i++) {
            bytes.put(depth + i, (byte) 0x55);
          }
        });
    try (SensFile file = SensFile.open(sens.toString())) {
      assertThatThrownBy(() -> file.depth(file.frames().get(2)))
          .isInstanceOf(CurationException.class)
          .hasMessageStartingWith(sens + ": depth of frame 2 is no zlib data");
      assertThat(file.depth(file.frames().get(3))).isNotNull();
    }
  }

  @Test
  void realScanHasTwoDifferentCamerasAndOneLostPose() throws IOException {
    Path scan = SharedFiles.shared("data/scannet/scans/scene0901_00/scene0901_00.sens");
    try (SensFile file = SensFile.open(scan.toAbsolutePath().normalize().toString())) {
      assertThat(file.frames()).hasSize(34);
      assertThat(file.frames().stream().filter(ScanFrame::isLost))
          .extracting(ScanFrame::index)
          .containsExactly(6);
      assertThat(file.cameras().color().fx()).isEqualTo(525);
      assertThat(file.cameras().depth().fx()).isEqualTo(585);
      assertThat(file.cameras().depthToColor().at(0, 3)).isCloseTo(-0.025559, within(1e-5));
    }
  }
}
