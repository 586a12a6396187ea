package io.github.oryxcuration.correspondence.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A small room on disk, and what SensReader would make of it. */
public final class ScanFixture {
  public static final String ID = "scene0950_00";

  /** Offset of the number of frames in a recording of the room. */
  public static final int HEAD = 12 + 15 + 256 + 24 + 4;

  private ScanFixture() {}

  public static Room room() {
    return Room.of(RoomSpec.of(5, 6, 160, 120).withMeshSpacing(0.06));
  }

  public static ScanFolder write(Path root) {
    return write(room(), root);
  }

  public static ScanFolder write(Room room, Path root) {
    try {
      RoomScan.write(room, root.toString(), ID);
      return ScanFolder.find(root.toString(), ID);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a recording's bytes in place. */
  public static void change(Path file, java.util.function.Consumer<ByteBuffer> change)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Files.write(file, bytes);
  }

  /** Where the head of a frame begins. */
  public static int frame(ByteBuffer sens, int frame) {
    int at = HEAD + 8;
    for (int i = 0; i < frame; i++) {
      at += 96 + (int) sens.getLong(at + 80) + (int) sens.getLong(at + 88);
    }
    return at;
  }

  static String text(Matrix4 matrix, String gap) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double number = matrix.at(row, column);
        text.append(
            Double.isInfinite(number) ? "-inf" : String.format(Locale.ROOT, "%.6f", number));
        text.append(column == 3 ? gap : " ");
      }
    }
    return text.toString();
  }

  static Matrix4 intrinsic(Camera camera) {
    return Matrix4.of(
        camera.fx(), 0, camera.cx(), 0, 0, camera.fy(), camera.cy(), 0, 0, 0, 1, 0, 0, 0, 0, 1);
  }

  /** As SensReader's Python version exports. */
  public static void exportPython(Scan scan, Path to) throws IOException {
    for (String folder : new String[] {"color", "depth", "pose", "intrinsic"}) {
      Files.createDirectories(to.resolve(folder));
    }
    for (ScanFrame frame : scan.frames()) {
      Files.write(to.resolve("color/" + frame.index() + ".jpg"), scan.color(frame));
      DepthMap depth = java.util.Objects.requireNonNull(scan.depth(frame));
      short[] values = new short[depth.width() * depth.height()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) depth.value(i % depth.width(), i / depth.width());
      }
      Files.write(
          to.resolve("depth/" + frame.index() + ".png"),
          GreyPng.write(depth.width(), depth.height(), values, 16));
      Files.writeString(to.resolve("pose/" + frame.index() + ".txt"), text(frame.pose(), "\n"));
    }
    Cameras cameras = scan.cameras();
    Path intrinsic = to.resolve("intrinsic");
    Files.writeString(
        intrinsic.resolve("intrinsic_color.txt"), text(intrinsic(cameras.color()), "\n"));
    Files.writeString(
        intrinsic.resolve("intrinsic_depth.txt"), text(intrinsic(cameras.depth()), "\n"));
    Files.writeString(intrinsic.resolve("extrinsic_color.txt"), text(Matrix4.IDENTITY, "\n"));
    Files.writeString(intrinsic.resolve("extrinsic_depth.txt"), text(cameras.depthToColor(), "\n"));
  }

  /** As SensReader's C++ version exports. */
  public static void exportCpp(Scan scan, Path to) throws IOException {
    Files.createDirectories(to);
    for (ScanFrame frame : scan.frames()) {
      String stem = String.format(Locale.ROOT, "frame-%06d", frame.index());
      Files.write(to.resolve(stem + ".color.jpg"), scan.color(frame));
      DepthMap depth = java.util.Objects.requireNonNull(scan.depth(frame));
      ByteArrayOutputStream pgm = new ByteArrayOutputStream();
      pgm.writeBytes(
          "P5\n# depth\n%d %d\n65535\n"
              .formatted(depth.width(), depth.height())
              .getBytes(US_ASCII));
      for (int i = 0; i < depth.width() * depth.height(); i++) {
        int value = depth.value(i % depth.width(), i / depth.width());
        pgm.write(value >> 8);
        pgm.write(value);
      }
      Files.write(to.resolve(stem + ".depth.pgm"), pgm.toByteArray());
      Files.writeString(to.resolve(stem + ".pose.txt"), text(frame.pose(), "\n"));
    }
    Cameras cameras = scan.cameras();
    Files.writeString(
        to.resolve("_info.txt"),
        "m_versionNumber = 4\nm_calibrationColorIntrinsic = "
            + text(intrinsic(cameras.color()), " ")
            + "\nm_calibrationColorExtrinsic = "
            + text(Matrix4.IDENTITY, " ")
            + "\nm_calibrationDepthIntrinsic = "
            + text(intrinsic(cameras.depth()), " ")
            + "\nm_calibrationDepthExtrinsic = "
            + text(cameras.depthToColor(), " ")
            + "\n");
  }
}
